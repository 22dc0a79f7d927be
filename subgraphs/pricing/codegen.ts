import { roomCodegen } from '../../codegen.room.ts';

export default roomCodegen('pricing', {
  Quote: '#rules/quote#PricedBasket',
  Cart: '#rules/cart#Cart',
});
