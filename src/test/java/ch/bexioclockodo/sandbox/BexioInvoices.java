package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * {@code /2.0/kb_invoice}, {@code bexio.md} §9. Deleting is permanent, editing takes the header.
 */
final class BexioInvoices {

  /** What one create holds; a document with more was once left in part, behind a 500. */
  private static final int MOST_POSITIONS = 150;

  private static final int DRAFT = 7;
  private static final int PENDING = 8;
  private static final int CANCELLED = 19;

  private final World world;
  private final Table invoices;
  private final BexioResource resource;
  private final BexioInvoiceForm forms;
  private final BexioPositions positions;

  BexioInvoices(World world) {
    this.world = world;
    this.invoices = world.bexio().table("kb_invoice");
    this.forms = new BexioInvoiceForm(world);
    this.positions = new BexioPositions(world);
    BexioSearch search =
        new BexioSearch(
            world.bexioRules(),
            "id",
            "kb_item_status_id",
            "document_nr",
            "title",
            "api_reference",
            "contact_id",
            "contact_sub_id",
            "user_id",
            "currency_id",
            "total_gross",
            "total_net",
            "total",
            "is_valid_from",
            "is_valid_to",
            "updated_at");
    this.resource =
        new BexioResource(
            invoices,
            Set.of("id", "total", "total_net", "total_gross", "updated_at"),
            search,
            BexioInvoiceView::listed,
            (call, row) -> true);
  }

  void register(Router router) {
    router.add("GET /2.0/kb_invoice", resource::list);
    router.add("POST /2.0/kb_invoice/search", resource::search);
    router.add("GET /2.0/kb_invoice/{id}", this::single);
    router.add("POST /2.0/kb_invoice", this::create);
    router.add("POST /2.0/kb_invoice/{id}", this::edit);
    router.add("DELETE /2.0/kb_invoice/{id}", this::delete);
    router.add("POST /2.0/kb_invoice/{id}/issue", call -> moved(call, DRAFT, PENDING));
    router.add("POST /2.0/kb_invoice/{id}/revert_issue", call -> moved(call, PENDING, DRAFT));
    router.add("POST /2.0/kb_invoice/{id}/cancel", call -> moved(call, PENDING, CANCELLED));
  }

  private Answer single(Call call) {
    return Answer.json(200, BexioInvoiceView.single(resource.existing(call)));
  }

  private Answer create(Call call) {
    BexioForm form = new BexioForm(call, false);
    List<ObjectNode> checked = positions.checked(form);
    ObjectNode row = forms.created(form);
    int kept = kept(call, checked.size());
    ObjectNode stored = forms.complete(row, checked.subList(0, kept));
    ObjectNode invoice = forms.numbered(invoices.insert(stored));
    if (kept < checked.size()) {
      return BexioErrors.of(500, null).afterCommit();
    }
    return Answer.json(201, BexioInvoiceView.created(invoice));
  }

  /** How many positions are stored before the server gives up. */
  private static int kept(Call call, int sent) {
    int most = call.hasFault(Fault.Kind.PARTIAL_DOCUMENT) ? call.fault().number() : MOST_POSITIONS;
    return Math.min(most, sent);
  }

  private Answer edit(Call call) {
    resource.existing(call);
    ObjectNode header = forms.edited(new BexioForm(call, true));
    ObjectNode row = invoices.update(call.pathId(), header);
    row = invoices.update(call.pathId(), BexioInvoiceTotals.of(row, world.bexio().table("tax")));
    return Answer.json(200, BexioInvoiceView.single(row));
  }

  private Answer delete(Call call) {
    resource.existing(call);
    invoices.remove(call.pathId());
    return Answer.json(200, Json.object("success", true));
  }

  private Answer moved(Call call, int from, int to) {
    if (resource.existing(call).get("kb_item_status_id").intValue() != from) {
      throw BexioErrors.unprocessable("The status of the document does not allow this.");
    }
    invoices.update(call.pathId(), Json.object("kb_item_status_id", to, "updated_at", forms.now()));
    return Answer.json(200, Json.object("success", true));
  }
}
