package ch.bexioclockodo.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.clockodo.Entry;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;

/** Amounts of random entries, rates and roundings: every position is clockodo's to the centime. */
class PositionAmountProperties {

  private static final BigDecimal HOUR = BigDecimal.valueOf(3600);

  @Property
  void aPositionComesToWhatClockodoReportsHoweverBexioCutsHours(
      @ForAll @LongRange(max = 2_000_000) long seconds,
      @ForAll("rates") BigDecimal rate,
      @ForAll @LongRange(min = -5, max = 5) long apart,
      @ForAll @IntRange(max = 6) int decimals) {
    BigDecimal revenue =
        rate.multiply(BigDecimal.valueOf(seconds))
            .divide(HOUR, 2, RoundingMode.HALF_UP)
            .add(BigDecimal.valueOf(apart, 2));
    PositionAmount amount = PositionAmount.ofTime(seconds, rate, revenue, decimals);

    assertThat(asBexioCounts(amount, decimals)).isEqualByComparingTo(revenue);
    assertThat(amount.total()).isEqualByComparingTo(revenue);
    assertThat(amount.price().scale()).isEqualTo(2);
    if (amount.timesRate()) {
      assertThat(amount.price()).isEqualByComparingTo(rate);
      assertThat(amount.quantity())
          .isEqualByComparingTo(
              BigDecimal.valueOf(seconds).divide(HOUR, decimals, RoundingMode.HALF_UP));
    } else {
      assertThat(amount.quantity()).isEqualByComparingTo("1");
    }
  }

  @Property
  void hoursThatAreExactAreShownAsHours(
      @ForAll @IntRange(min = 1, max = 400) int quarters, @ForAll("centimes") BigDecimal rate) {
    BigDecimal revenue =
        rate.multiply(BigDecimal.valueOf(quarters * 900L)).divide(HOUR, 2, RoundingMode.HALF_UP);
    PositionAmount amount = PositionAmount.ofTime(quarters * 900L, rate, revenue, 2);
    assertThat(amount.timesRate()).isTrue();
    assertThat(amount.quantity().scale()).isLessThanOrEqualTo(2);
  }

  @Property
  void aLumpSumComesToWhatClockodoReports(
      @ForAll @Scale(4) BigDecimal number,
      @ForAll @Scale(3) BigDecimal price,
      @ForAll @IntRange(max = 6) int decimals) {
    BigDecimal revenue = number.multiply(price).setScale(2, RoundingMode.HALF_UP);
    PositionAmount amount = PositionAmount.ofLumpSum(number, price, revenue, decimals);
    assertThat(asBexioCounts(amount, decimals)).isEqualByComparingTo(revenue);
  }

  @Property
  void aGroupEarnsTheSumOfItsEntriesRoundedOnceAndItsTimeIsRoundedUpOnce(
      @ForAll("entries") List<Entry> entries, @ForAll("roundings") int minutes) {
    InvoiceTimes times = new InvoiceTimes(entries, minutes);
    long seconds = entries.stream().mapToLong(Entry::seconds).sum();
    long step = Math.max(1, minutes * 60L);

    assertThat(times.charged() % step).isZero();
    assertThat(times.charged()).isBetween(seconds, seconds + step - 1);
    BigDecimal exact =
        entries.stream()
            .map(entry -> entry.hourlyRate().multiply(BigDecimal.valueOf(entry.seconds())))
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .divide(HOUR, MathContext.DECIMAL128);
    BigDecimal charged =
        seconds == 0
            ? BigDecimal.ZERO
            : exact
                .multiply(BigDecimal.valueOf(times.charged()))
                .divide(BigDecimal.valueOf(seconds), MathContext.DECIMAL128);
    assertThat(times.revenue().subtract(charged).abs()).isLessThanOrEqualTo(half());
    if (times.rate() != null) {
      assertThat(entries).allMatch(entry -> entry.hourlyRate().compareTo(times.rate()) == 0);
    }
  }

  @Example
  void twentyMinutesAtOneHundredAndFiveAreThirtyFive() {
    PositionAmount amount =
        PositionAmount.ofTime(1200, new BigDecimal("105.00"), new BigDecimal("35.00"), 2);
    assertThat(amount.total()).isEqualByComparingTo("35.00");
    assertThat(amount.timesRate()).isFalse();
    PositionAmount finer =
        PositionAmount.ofTime(1200, new BigDecimal("105.00"), new BigDecimal("35.00"), 4);
    assertThat(finer.quantity()).isEqualByComparingTo("0.3333");
    assertThat(finer.timesRate()).isTrue();
  }

  @Provide
  Arbitrary<BigDecimal> rates() {
    return Arbitraries.bigDecimals().between(BigDecimal.ZERO, BigDecimal.valueOf(500)).ofScale(3);
  }

  @Provide
  Arbitrary<BigDecimal> centimes() {
    return Arbitraries.bigDecimals().between(BigDecimal.ONE, BigDecimal.valueOf(500)).ofScale(0);
  }

  @Provide
  Arbitrary<Integer> roundings() {
    return Arbitraries.of(0, 5, 10, 15, 30, 60);
  }

  @Provide
  Arbitrary<List<Entry>> entries() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 40_000), Arbitraries.of("0", "105", "150.5", "99.95"))
        .as((seconds, rate) -> entry(seconds, new BigDecimal(rate)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  /** bexio keeps this many decimals of the quantity, and rounds the product to the centime. */
  private static BigDecimal asBexioCounts(PositionAmount amount, int decimals) {
    return amount
        .quantity()
        .setScale(decimals, RoundingMode.HALF_UP)
        .multiply(amount.price())
        .setScale(2, RoundingMode.HALF_UP);
  }

  private static BigDecimal half() {
    return new BigDecimal("0.005000001");
  }

  private static Entry entry(long seconds, BigDecimal rate) {
    Instant since = Instant.parse("2026-09-01T06:00:00Z");
    return new Entry(
        1,
        1,
        1,
        1L,
        null,
        1L,
        null,
        1,
        1,
        null,
        "",
        since,
        since.plusSeconds(seconds),
        seconds,
        null,
        false,
        null,
        null,
        null,
        null,
        null,
        rate,
        null,
        null);
  }
}
