package ch.bexioclockodo.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Quantity and price of a position, chosen so that their product, rounded half up to the centime,
 * is what clockodo earns. Quantities have no more decimals than bexio's documents show, and money
 * has two; where hours times rate would miss the amount (twenty minutes at 105.00 are 35.00, and
 * 0.33 h would be 34.65), the position is one piece at the whole amount.
 *
 * @param timesRate whether the quantity is hours, or the amount of a lump sum; otherwise it is 1
 */
public record PositionAmount(
    BigDecimal quantity, BigDecimal price, BigDecimal total, boolean timesRate) {

  private static final int CENTIMES = 2;
  private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

  /**
   * @param rate the one rate of all seconds, or null when there are several
   * @param revenue what clockodo earns, in centimes
   * @param decimals how many decimals a quantity may have
   */
  public static PositionAmount ofTime(
      long seconds, BigDecimal rate, BigDecimal revenue, int decimals) {
    BigDecimal hours =
        BigDecimal.valueOf(seconds).divide(SECONDS_PER_HOUR, decimals, RoundingMode.HALF_UP);
    return rate == null ? whole(revenue) : of(hours, rate, revenue);
  }

  /**
   * @param amount how many, or null for a lump sum that is only an amount of money
   * @param price of one
   */
  public static PositionAmount ofLumpSum(
      BigDecimal amount, BigDecimal price, BigDecimal revenue, int decimals) {
    if (amount == null || price == null || decimals(amount) > decimals) {
      return whole(revenue);
    }
    return of(amount, price, revenue);
  }

  private static PositionAmount of(BigDecimal quantity, BigDecimal price, BigDecimal revenue) {
    boolean exact =
        quantity.signum() != 0
            && decimals(price) <= CENTIMES
            && centimes(quantity.multiply(price)).compareTo(revenue) == 0;
    return exact
        ? new PositionAmount(plain(quantity), centimes(price), centimes(revenue), true)
        : whole(revenue);
  }

  private static PositionAmount whole(BigDecimal revenue) {
    return new PositionAmount(BigDecimal.ONE, centimes(revenue), centimes(revenue), false);
  }

  /** Rounded half up to the centime. */
  static BigDecimal centimes(BigDecimal amount) {
    return amount.setScale(CENTIMES, RoundingMode.HALF_UP);
  }

  /** With all its decimals, and with centimes at least. */
  static String exactly(BigDecimal amount) {
    return amount.setScale(Math.max(CENTIMES, decimals(amount))).toPlainString();
  }

  private static int decimals(BigDecimal number) {
    return Math.max(0, number.stripTrailingZeros().scale());
  }

  /** Without zeros at the end, and without an exponent. */
  private static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
