import { roomCodegen } from '../../codegen.room.ts';

export default roomCodegen('reviews', {
  Product: '#rules/rating#RatedProduct',
  Rating: '#rules/rating#Histogram',
  Review: '#rules/review#Review',
  ReviewConnection: '#list-reviews#ReviewPage',
});
