package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The positions of a new document, {@code bexio.md} §9: their types, members and totals. */
final class BexioPositions {

  private static final Pattern DECIMAL = Pattern.compile("-?\\d+(\\.\\d+)?");

  /** How many decimals bexio stores, whatever is sent. */
  private static final int STORED_DECIMALS = 6;

  private static final Map<String, Set<String>> MEMBERS =
      Map.of(
          "KbPositionCustom",
          Set.of(
              "amount",
              "unit_id",
              "account_id",
              "tax_id",
              "text",
              "unit_price",
              "discount_in_percent"),
          "KbPositionText",
          Set.of("text", "show_pos_nr"),
          "KbPositionSubtotal",
          Set.of("text"),
          "KbPositionPagebreak",
          Set.of("pagebreak"));

  private final World world;

  BexioPositions(World world) {
    this.world = world;
  }

  /** As they are stored; what is wrong with one is an error of the whole form. */
  List<ObjectNode> checked(BexioForm form) {
    List<ObjectNode> rows = new ArrayList<>();
    if (form.body().path("positions") instanceof ArrayNode sent) {
      for (JsonNode position : sent) {
        rows.add(row(form, (ObjectNode) position, rows.size() + 1));
      }
    } else if (form.body().hasNonNull("positions")) {
      form.error("positions: Invalid.");
    }
    return rows;
  }

  private ObjectNode row(BexioForm form, ObjectNode sent, int number) {
    String type = sent.path("type").asText();
    String where = "positions[" + (number - 1) + "].";
    Set<String> members = MEMBERS.get(type);
    if (members == null) {
      form.error(where + "type: Invalid.");
      return sent;
    }
    List<String> unknown = new ArrayList<>();
    sent.fieldNames().forEachRemaining(unknown::add);
    unknown.remove("type");
    unknown.removeAll(members);
    if (!unknown.isEmpty() && world.bexioRules().unknownFieldsRefused()) {
      form.error(
          "Widget schema does not include the following field(s): " + String.join(", ", unknown));
    }
    ObjectNode row = Json.object("id", number, "type", type).setAll(sent.deepCopy());
    row.remove(unknown);
    row.put("pos", String.valueOf(number)).put("internal_pos", number).putNull("parent_id");
    if (type.equals("KbPositionCustom")) {
      custom(form, row, where);
    } else if (type.equals("KbPositionSubtotal") && row.path("text").asText().isEmpty()) {
      form.error(where + "text: Required.");
    }
    return row;
  }

  private void custom(BexioForm form, ObjectNode row, String where) {
    for (String name : List.of("amount", "unit_price")) {
      if (!DECIMAL.matcher(row.path(name).asText()).matches()) {
        form.error(where + name + ": Invalid.");
        return;
      }
    }
    reference(form, row, where, "unit_id", "unit");
    reference(form, row, where, "account_id", "account");
    reference(form, row, where, "tax_id", "tax");
    ObjectNode tax = world.bexio().table("tax").get(row.path("tax_id").asInt());
    if (tax != null && !salesTax(tax)) {
      form.error(where + "tax_id: Only active sales taxes are allowed.");
    }
    ObjectNode unit = world.bexio().table("unit").get(row.path("unit_id").asInt());
    row.put("unit_name", unit == null ? null : unit.get("name").asText());
    row.put("tax_value", tax == null ? null : tax.get("value").decimalValue().toPlainString());
    BigDecimal amount = stored(row, "amount", world.bexioRules().amountDecimals());
    BigDecimal price = stored(row, "unit_price", STORED_DECIMALS);
    BigDecimal discount = stored(row, "discount_in_percent", STORED_DECIMALS);
    row.put(
        "position_total",
        amount
            .multiply(price)
            .multiply(BigDecimal.ONE.subtract(discount.movePointLeft(2)))
            .setScale(2, RoundingMode.HALF_UP)
            .toPlainString());
  }

  private static boolean salesTax(ObjectNode tax) {
    return tax.get("type").asText().equals("sales_tax") && tax.get("is_active").asBoolean();
  }

  private static BigDecimal stored(ObjectNode row, String name, int decimals) {
    BigDecimal value =
        new BigDecimal(row.path(name).asText("0"))
            .setScale(decimals, RoundingMode.HALF_UP)
            .stripTrailingZeros();
    row.put(name, value.toPlainString());
    return value;
  }

  private void reference(BexioForm form, ObjectNode row, String where, String name, String table) {
    if (row.hasNonNull(name) && !world.bexio().table(table).contains(row.get(name).asInt())) {
      form.error(where + name + ": Invalid.");
    }
  }
}
