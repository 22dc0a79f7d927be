import { cancelAgainstSettle } from './cancel-against-settle.ts';
import { couponFor } from './coupon.ts';
import { editedCart } from './edited-cart.ts';
import { lastUnit } from './last-unit.ts';
import { ownCart } from './own-cart.ts';
import { points } from './points.ts';
import type { Race } from './race.ts';
import { refundTwice } from './refund-twice.ts';

/** The classes of races that Warszawski and Bailis found in shops (ACIDRain, 2017), and those that a saga adds. */
export const races: readonly Race[] = [lastUnit, couponFor(1), couponFor(7), points, cancelAgainstSettle, editedCart, ownCart, refundTwice];
