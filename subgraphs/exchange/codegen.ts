import { roomCodegen } from '../../codegen.room.ts';

export default roomCodegen('exchange', {
  Job: '#rules/job#Job',
  JobConnection: '#list-jobs#JobPage',
});
