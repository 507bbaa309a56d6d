package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Items, {@code /2.0/article}, {@code bexio.md} §8. Deleting is permanent. */
final class BexioItems {

  private static final Set<String> AMOUNTS =
      Set.of("purchase_price", "sale_price", "purchase_total", "sale_total", "delivery_price");

  private static final Set<String> TEXTS =
      Set.of(
          "deliverer_code",
          "deliverer_name",
          "deliverer_description",
          "intern_description",
          "html_text",
          "remarks");

  private static final Set<String> NUMBERS =
      Set.of("stock_nr", "stock_min_nr", "width", "height", "weight", "volume");

  private static final Pattern DECIMAL = Pattern.compile("-?\\d+(\\.\\d+)?");

  /** Everything but the tax and the counters of the stock, which are read only. */
  private static final List<String> WRITABLE =
      Stream.of(
              AMOUNTS.stream().sorted(),
              TEXTS.stream().sorted(),
              NUMBERS.stream().sorted(),
              Stream.of(
                  "user_id",
                  "article_type_id",
                  "contact_id",
                  "intern_code",
                  "intern_name",
                  "currency_id",
                  "tax_income_id",
                  "tax_expense_id",
                  "unit_id",
                  "is_stock",
                  "stock_id",
                  "stock_place_id",
                  "article_group_id",
                  "account_id",
                  "expense_account_id"))
          .flatMap(names -> names)
          .toList();

  private final World world;
  private final Table items;
  private final BexioResource resource;

  BexioItems(World world) {
    this.world = world;
    this.items = world.bexio().table("article");
    this.resource =
        new BexioResource(
            items,
            Set.of("id", "intern_name"),
            new BexioSearch(world.bexioRules(), "intern_name", "intern_code"),
            row -> BexioView.withAmounts(row, AMOUNTS),
            (call, row) -> true);
  }

  void register(Router router) {
    router.add("GET /2.0/article", resource::list);
    router.add("POST /2.0/article/search", resource::search);
    router.add("GET /2.0/article/{id}", resource::single);
    router.add("POST /2.0/article", this::create);
    router.add("POST /2.0/article/{id}", this::edit);
    router.add("DELETE /2.0/article/{id}", this::delete);
  }

  private Answer create(Call call) {
    ObjectNode row = items.insert(checked(new BexioForm(call, false)));
    return Answer.json(201, BexioView.created(row, TEXTS, AMOUNTS));
  }

  private Answer edit(Call call) {
    ObjectNode old = resource.existing(call);
    BexioForm form = new BexioForm(call, true);
    String type = old.path("article_type_id").asText();
    if (form.body().has("article_type_id")
        && !form.body().get("article_type_id").asText().equals(type)) {
      form.error("article_type_id: The type of an item is fixed.");
    }
    ObjectNode row = items.update(call.pathId(), checked(form));
    return Answer.json(200, BexioView.withAmounts(row, AMOUNTS));
  }

  private Answer delete(Call call) {
    resource.existing(call);
    items.remove(call.pathId());
    return Answer.json(200, Json.object("success", true));
  }

  /** No field is documented as required; these four are in practice. */
  private ObjectNode checked(BexioForm form) {
    SandboxSide bexio = world.bexio();
    form.onlyFields(WRITABLE, world.bexioRules())
        .requiredReference("user_id", bexio.table("user"))
        .requiredOneOf("article_type_id", "1", "2")
        .requiredText("intern_code", 255)
        .requiredText("intern_name", 255)
        .optionalReference("contact_id", bexio.table("contact"))
        .optionalReference("tax_income_id", bexio.table("tax"))
        .optionalReference("tax_expense_id", bexio.table("tax"))
        .optionalReference("unit_id", bexio.table("unit"))
        .optionalReference("account_id", bexio.table("account"))
        .optionalReference("expense_account_id", bexio.table("account"))
        .optionalBoolean("is_stock");
    TEXTS.forEach(name -> form.optionalText(name, Integer.MAX_VALUE));
    AMOUNTS.forEach(name -> form.optionalPattern(name, DECIMAL));
    NUMBERS.forEach(name -> form.optionalPattern(name, DECIMAL));
    return form.finish();
  }
}
