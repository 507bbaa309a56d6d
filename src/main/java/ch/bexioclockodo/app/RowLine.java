package ch.bexioclockodo.app;

import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.run.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One row of a report as a line of a table: its sign, what it is about, and what happens to it and
 * why.
 */
record RowLine(Map<?, ?> row) {

  private static final Set<String> NAMED_BY_THE_ROW =
      Set.of("name", "customers_id", "active", "billable_default");
  private static final int NAME = 28;
  private static final int TEXT = 40;

  /** Whether a person must look at this row. */
  boolean needsAPerson() {
    return "DECIDE".equals(action())
        || switch (state()) {
          case "FAILED", "UNKNOWN", "SENDING", "STALE", "NOT_SENT" -> true;
          default -> false;
        };
  }

  /** A line of what an export needs before its entries; it begins in clockodo. */
  List<String> ofFirst() {
    Map<?, ?> source = (Map<?, ?>) row.get("source");
    Map<?, ?> target = (Map<?, ?>) row.get("target");
    Object kind = target.get("kind") == null ? row.get("kind") : target.get("kind");
    return List.of(
        sign(),
        Messages.text("cli.links.kind." + kind),
        text(source.get("id")),
        Terminal.oneLine(text(source.get("name")), 2 * NAME),
        text(target.get("id")),
        outcome());
  }

  /** A line of an invoice draft: for whom, of when, and what it comes to. */
  List<String> ofDraft() {
    Map<?, ?> source = (Map<?, ?>) row.get("source");
    return List.of(
        sign(),
        Terminal.oneLine(text(source.get("name")), 2 * NAME),
        text(source.get("from")),
        text(source.get("to")),
        text(source.get("total")),
        outcome());
  }

  List<String> ofMasterData() {
    Map<?, ?> source = (Map<?, ?>) row.get("source");
    String here = text(source.get("id"));
    String there = text(((Map<?, ?>) row.get("target")).get("id"));
    // A user's row begins in clockodo, all others in bexio.
    boolean user = "user".equals(row.get("kind"));
    return List.of(
        sign(),
        Messages.text("cli.kind." + row.get("kind")),
        user ? there : here,
        Terminal.oneLine(text(source.get("name")), 2 * NAME),
        user ? here : there,
        outcome());
  }

  /** Whether something that is there was changed, ended, or kept against bexio. */
  boolean tellsAChange() {
    Map<?, ?> reason = (Map<?, ?>) row.get("reason");
    boolean kept = reason != null && text(reason.get("code")).startsWith("clockodo.kept");
    return kept || "UPDATE".equals(action()) || "DEACTIVATE".equals(action());
  }

  /** What happens to it, as one character. */
  String sign() {
    if (needsAPerson()) {
      return "DECIDE".equals(action()) ? "?" : "!";
    }
    return switch (action()) {
      case "CREATE", "LINK" -> "+";
      case "UPDATE" -> "~";
      case "DELETE", "DEACTIVATE" -> "-";
      default -> ".";
    };
  }

  /** What happens to it, and why. */
  String outcome() {
    String what = Messages.text("cli.row." + does() + "." + state());
    Map<?, ?> reason = (Map<?, ?>) row.get("reason");
    String why = reason == null ? "" : ": " + Terminal.oneLine(text(reason.get("text")), 400);
    return what + why + fields();
  }

  /** The action, in the words of invoices where it is about one. */
  private String does() {
    if (PlanRow.ENTRY.equals(row.get("kind")) && "LINK".equals(action())) {
      return "INVOICE";
    }
    boolean draft = PlanRow.INVOICE_DRAFT.equals(row.get("kind"));
    return draft && "DEACTIVATE".equals(action()) ? "RELEASE" : action();
  }

  /** What something new in clockodo will hold beside its name. */
  private String fields() {
    if (!"CREATE".equals(action())
        || !"PLANNED".equals(state())
        || List.of("timesheet", "invoice-draft").contains(row.get("kind"))
        || !(row.get("payload") instanceof Map<?, ?> payload)) {
      return "";
    }
    List<String> fields = new ArrayList<>();
    payload.forEach(
        (field, value) -> {
          if (!NAMED_BY_THE_ROW.contains(field)) {
            fields.add(Messages.field(text(field)) + " " + Terminal.oneLine(text(value), TEXT));
          }
        });
    return fields.isEmpty() ? "" : " (" + String.join(", ", fields) + ")";
  }

  private String action() {
    return text(row.get("action"));
  }

  private String state() {
    return text(row.get("state"));
  }

  private static String text(Object value) {
    return value == null ? "" : String.valueOf(value);
  }
}
