import { roomCodegen } from '../../codegen.room.ts';

export default roomCodegen('pricing', {
  Quote: '#quote#PricedBasket',
  Cart: '#cart#Cart',
});
