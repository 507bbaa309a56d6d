package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** Business activities and small lists, {@code bexio.md} §5 and §8. */
final class BexioCatalogue {

  private static final Set<String> PRICE = Set.of("default_price_per_hour");

  private final World world;

  BexioCatalogue(World world) {
    this.world = world;
  }

  void register(Router router) {
    SandboxSide bexio = world.bexio();
    BexioRules rules = world.bexioRules();
    BexioResource activities =
        new BexioResource(
            bexio.table("client_service"),
            Set.of("id", "name"),
            new BexioSearch(rules, "name"),
            row -> BexioView.withAmounts(row, PRICE),
            (call, row) -> true);
    // Business activities have no single GET, edit or delete.
    router.add("GET /2.0/client_service", activities::list);
    router.add("POST /2.0/client_service/search", activities::search);
    router.add("POST /2.0/client_service", this::createActivity);
    router.add("GET /2.0/unit", BexioResource.lookup(bexio.table("unit"), "id", "name")::list);
    BexioResource taxes = BexioResource.lookup(bexio.table("tax"));
    router.add("GET /3.0/taxes", call -> taxes.page(call, tax -> taxWanted(call, tax)));
    router.add("GET /3.0/taxes/{id}", taxes::single);
    router.add(
        "GET /2.0/accounts",
        BexioResource.lookup(bexio.table("account"), "id", "account_no")::list);
    BexioResource bankAccounts = BexioResource.lookup(bexio.table("bank_account"));
    router.add("GET /3.0/banking/accounts", bankAccounts::listWithTotals);
    router.add("GET /3.0/banking/accounts/{id}", bankAccounts::single);
    router.add(
        "GET /2.0/kb_item_setting",
        BexioResource.lookup(bexio.table("kb_item_setting"), "id", "text")::list);
    router.add(
        "GET /2.0/company_profile", BexioResource.lookup(bexio.table("company_profile"))::list);
  }

  /** Names are not checked for duplicates here. */
  private Answer createActivity(Call call) {
    ObjectNode row =
        new BexioForm(call, false)
            .onlyFields(
                List.of("name", "default_is_billable", "default_price_per_hour", "account_id"),
                world.bexioRules())
            .requiredText("name", 255)
            .optionalBoolean("default_is_billable")
            .optionalReference("account_id", world.bexio().table("account"))
            .finish();
    ObjectNode created = world.bexio().table("client_service").insert(row);
    return Answer.json(201, BexioView.created(created, Set.of(), PRICE));
  }

  private static boolean taxWanted(Call call, ObjectNode tax) {
    String types = call.query("types");
    String scope = call.query("scope");
    return (types == null || tax.get("type").asText().startsWith(types))
        && (scope == null || tax.get("is_active").asBoolean() == scope.equals("active"));
  }
}
