package ch.bexioclockodo.sandbox;

import static ch.bexioclockodo.sandbox.BexioInvoicesTest.draft;
import static ch.bexioclockodo.sandbox.BexioInvoicesTest.position;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BexioInvoiceTotalsTest {

  @Test
  void netPricesBearTaxesOnTopAndTheTotalIsInStepsOfFiveCentimes() {
    JsonNode invoice = created(draft("a", position("1", "17.80")), BexioRules.defaults());
    assertThat(invoice.at("/total_net").asText()).isEqualTo("17.8");
    assertThat(invoice.at("/total_taxes").asText()).isEqualTo("1.4418");
    assertThat(invoice.at("/total").asText()).isEqualTo("19.25");
    assertThat(invoice.at("/total_rounding_difference").decimalValue())
        .isEqualByComparingTo("0.01");
    assertThat(invoice.at("/taxs/0/percentage").asText()).isEqualTo("8.10");
  }

  @Test
  void containedTaxesLeaveTheTotal() {
    ObjectNode body = draft("a", position("1", "108.10")).put("mwst_is_net", false);
    JsonNode invoice = created(body, BexioRules.defaults());
    assertThat(invoice.at("/total").asText()).isEqualTo("108.1");
    assertThat(invoice.at("/total_taxes").asText()).isEqualTo("8.1000");
    assertThat(invoice.at("/total_net").asText()).isEqualTo("100");
  }

  @ParameterizedTest
  @CsvSource({"1", "2"})
  void documentsWithoutTaxesBearNoneWhateverTheirPositionsSay(int type) {
    ObjectNode body = draft("a", position("1", "100")).put("mwst_type", type);
    JsonNode invoice = created(body, BexioRules.defaults());
    assertThat(invoice.at("/total").asText()).isEqualTo("100");
    assertThat(invoice.at("/total_taxes").asText()).isEqualTo("0");
    assertThat(invoice.at("/taxs")).isEmpty();
    assertThat(invoice.at("/positions/0/tax_value").asText()).isEqualTo("8.1");
  }

  @Test
  void taxesOfDifferentRatesAreSummedByRate() {
    JsonNode invoice =
        created(
            draft("a", position("1", "100"), position("1", "100").put("tax_id", 15)),
            BexioRules.defaults());
    assertThat(invoice.at("/taxs").findValuesAsText("percentage")).containsExactly("2.60", "8.10");
    assertThat(invoice.at("/total_taxes").asText()).isEqualTo("10.7000");
  }

  @Test
  void hoursOfTwoDecimalsAreNotWhatWasWorked() {
    ObjectNode body = draft("a", position("0.333333", "105"));
    JsonNode kept = created(body, BexioRules.defaults());
    assertThat(kept.at("/positions/0/position_total").asText()).isEqualTo("35");
    JsonNode cut = created(body, BexioRules.builder().amountDecimals(2).build());
    assertThat(cut.at("/positions/0/amount").asText()).isEqualTo("0.33");
    assertThat(cut.at("/positions/0/position_total").asText()).isEqualTo("34.65");
  }

  @Test
  void discountsAndTextsAreNoTimesRate() {
    ObjectNode half = position("2", "100").put("discount_in_percent", "50");
    ObjectNode text = Json.object("type", "KbPositionText", "text", "September");
    JsonNode invoice = created(draft("a", text, half), BexioRules.defaults());
    assertThat(invoice.at("/total_net").asText()).isEqualTo("100");
    assertThat(invoice.at("/positions/0").has("position_total")).isFalse();
  }

  private static JsonNode created(ObjectNode body, BexioRules rules) {
    try (Sandbox sandbox =
        Sandbox.builder().data(SandboxData.company()).bexioRules(rules).start()) {
      return SandboxClient.bexio(sandbox).post("/2.0/kb_invoice", body).json();
    }
  }
}
