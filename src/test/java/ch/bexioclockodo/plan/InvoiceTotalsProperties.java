package ch.bexioclockodo.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.sandbox.BexioRules;
import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxData;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Random drafts are written: what was foretold of their sums is what the document says. */
class InvoiceTotalsProperties {

  private static final BigDecimal HOUR = BigDecimal.valueOf(3600);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static Sandbox sandbox;

  /** A position before it is known how many decimals its quantity may have. */
  record Wish(long seconds, BigDecimal rate, BigDecimal lumpSum, long apart) {}

  @BeforeContainer
  static void start() {
    sandbox =
        Sandbox.builder()
            .data(SandboxData.company())
            .limits(false)
            .bexioRules(BexioRules.builder().amountDecimals(6).build())
            .start();
  }

  @AfterContainer
  static void end() {
    sandbox.close();
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void netTaxAndTotalAreThoseOfTheDocument(
      @ForAll("positions") List<Wish> positions,
      @ForAll("percents") BigDecimal percent,
      @ForAll boolean exempt,
      @ForAll("decimals") int decimals)
      throws IOException, InterruptedException {
    compare(positions, percent, exempt, decimals);
  }

  @Example
  void theTaxOfTheFactsHasFourDecimals() throws IOException, InterruptedException {
    Map<String, Object> draft =
        compare(
            List.of(new Wish(0, null, new BigDecimal("17.80"), 0)),
            new BigDecimal("7.7"),
            false,
            2);
    assertThat(draft.get("tax")).isEqualTo("1.3706");
    assertThat(draft.get("total")).isEqualTo("19.15");
    assertThat(draft.get("roundingDifference")).isEqualTo("-0.0206");
  }

  private static Map<String, Object> compare(
      List<Wish> positions, BigDecimal percent, boolean exempt, int decimals)
      throws IOException, InterruptedException {
    sandbox
        .bexio()
        .table("tax")
        .update(14, new ObjectMapper().createObjectNode().put("value", percent));
    InvoiceCodes codes =
        new InvoiceCodes(
            1, 2, 95, exempt ? null : 14, exempt ? BigDecimal.ZERO : percent, 1, decimals);
    InvoiceDraft draft =
        new InvoiceDraft(
            new Link(LinkKind.CUSTOMER, 11, 40101, "Kunde A AG", "Kunde A AG"),
            null,
            1,
            1,
            "",
            "",
            "2026-09-01",
            "2026-09-30",
            positions.stream().map(wish -> position(wish, decimals)).toList());

    Map<String, Object> described = draft.describe(1, codes);
    JsonNode written = written(draft.payload(codes, 1));

    for (String name : List.of("net", "tax", "total")) {
      String field = name.equals("tax") ? "total_taxes" : name.equals("net") ? "total_net" : name;
      assertThat(new BigDecimal((String) described.get(name)))
          .as(name)
          .isEqualByComparingTo(written.get(field).asText());
    }
    BigDecimal sum =
        new BigDecimal((String) described.get("net"))
            .add(new BigDecimal((String) described.get("tax")))
            .add(new BigDecimal((String) described.get("roundingDifference")));
    assertThat(sum).isEqualByComparingTo((String) described.get("total"));
    return described;
  }

  @Provide
  Arbitrary<List<Wish>> positions() {
    Arbitrary<BigDecimal> rates =
        Arbitraries.oneOf(
            Arbitraries.bigDecimals().between(BigDecimal.ZERO, BigDecimal.valueOf(400)).ofScale(2),
            Arbitraries.bigDecimals().between(BigDecimal.ZERO, BigDecimal.valueOf(400)).ofScale(6));
    Arbitrary<Wish> times =
        Combinators.combine(
                Arbitraries.longs().between(0, 400_000), rates, Arbitraries.longs().between(-1, 1))
            .as((seconds, rate, apart) -> new Wish(seconds, rate, null, apart));
    Arbitrary<Wish> lumpSums =
        Arbitraries.bigDecimals()
            .between(BigDecimal.ZERO, BigDecimal.valueOf(9000))
            .ofScale(2)
            .map(amount -> new Wish(0, null, amount, 0));
    return Arbitraries.oneOf(times, lumpSums).list().ofMinSize(1).ofMaxSize(12);
  }

  @Provide
  Arbitrary<BigDecimal> percents() {
    return Arbitraries.oneOf(
        Arbitraries.of("8.1", "7.7", "2.6", "3.8", "0").map(BigDecimal::new),
        Arbitraries.bigDecimals().between(BigDecimal.ZERO, BigDecimal.valueOf(30)).ofScale(3));
  }

  @Provide
  Arbitrary<Integer> decimals() {
    return Arbitraries.integers().between(0, 6);
  }

  private static InvoicePosition position(Wish wish, int decimals) {
    BigDecimal revenue =
        wish.lumpSum() == null
            ? wish.rate()
                .multiply(BigDecimal.valueOf(wish.seconds()))
                .divide(HOUR, 2, RoundingMode.HALF_UP)
                .add(BigDecimal.valueOf(wish.apart(), 2))
                .max(BigDecimal.ZERO)
            : wish.lumpSum();
    PositionAmount amount =
        wish.lumpSum() == null
            ? PositionAmount.ofTime(wish.seconds(), wish.rate(), revenue, decimals)
            : PositionAmount.ofLumpSum(null, null, revenue, decimals);
    return new InvoicePosition(
        "Planung",
        amount,
        List.of(entry(wish)),
        wish.seconds(),
        wish.rate(),
        revenue,
        revenue,
        null);
  }

  private static JsonNode written(Map<String, Object> payload)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sandbox.bexioUrl() + "/2.0/kb_invoice"))
            .header("Authorization", "Bearer " + Sandbox.BEXIO_TOKEN)
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(payload)))
            .build();
    HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return new ObjectMapper().readTree(answer.body());
  }

  private static Entry entry(Wish wish) {
    Instant since = Instant.parse("2026-09-01T06:00:00Z");
    return new Entry(
        1,
        wish.lumpSum() == null ? 1 : 2,
        40101,
        null,
        null,
        1L,
        null,
        1,
        1,
        null,
        "",
        since,
        since.plusSeconds(wish.seconds()),
        wish.seconds(),
        null,
        false,
        null,
        null,
        null,
        null,
        null,
        wish.rate(),
        null,
        null);
  }
}
