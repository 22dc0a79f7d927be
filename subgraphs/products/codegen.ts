import { roomCodegen } from '../../codegen.room.ts';

export default roomCodegen('products');
