package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;

/** Drafts that were written, and what people do in bexio and clockodo afterwards. */
abstract class DraftsTouchedByHand extends ExportWithDrafts {

  private static final int PENDING = 8;

  /** Four entries in two drafts, marked or not; returns the report of the run. */
  Map<String, Object> written(boolean marked) throws IOException {
    small(4, "export.draft-mark-billed", String.valueOf(marked));
    Map<String, Object> run = export();
    assertThat(invoices()).hasSize(2);
    world.sandbox().journal().clear();
    return run;
  }

  /** bexio's id of a draft, oldest first. */
  int draft(int position) {
    return invoices().get(position).path("id").asInt();
  }

  void deleteInBexio(int invoice) {
    world.sandbox().bexio().table("kb_invoice").remove(invoice);
  }

  void issue(int invoice) {
    change(invoice, Map.of("kb_item_status_id", PENDING, "updated_at", "2026-11-20 10:00:00"));
  }

  void editInBexio(int invoice) {
    change(invoice, Map.of("title", "von Hand", "updated_at", "2026-11-20 10:00:00"));
  }

  private void change(int invoice, Map<String, Object> fields) {
    world
        .sandbox()
        .bexio()
        .table("kb_invoice")
        .update(invoice, new ObjectMapper().valueToTree(fields));
  }

  /** Somebody writes to an entry in clockodo. */
  void edit(long entry, String field, Object value) {
    world.edit(entry, field, value);
    world.edit(entry, "time_last_change", "2026-11-20T09:10:11Z");
  }

  void deleteInClockodo(long entry) {
    world.sandbox().clockodo().table("entries").remove((int) entry);
  }

  /** A command that succeeds. */
  Ended command(String... line) {
    Ended ended = world.command(line);
    assertThat(ended.status()).as(ended.toString()).isZero();
    return ended;
  }

  static Map<?, ?> draftRow(Map<String, Object> report, String action) {
    return drafts(report).stream()
        .filter(row -> action.equals(row.get("action")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no draft with " + action));
  }

  static String code(Map<?, ?> row) {
    return String.valueOf(((Map<?, ?>) row.get("reason")).get("code"));
  }
}
