package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.sandbox.JournalEntry;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Times that become invoice drafts in bexio, with what may be said of them at any moment. */
abstract class ExportWithDrafts extends ExportAsDrafts {

  static final String CREATE = "POST /2.0/kb_invoice";
  static final String SEARCH = "POST /2.0/kb_invoice/search";
  static final String MARK = "PUT /v2/entries/*";

  Map<String, Object> export() {
    return world.export("As", "invoice-drafts");
  }

  List<ObjectNode> invoices() {
    return world.sandbox().bexio().table("kb_invoice").list();
  }

  int billable(long entry) {
    return world.sandbox().clockodo().table("entries").get((int) entry).path("billable").asInt();
  }

  List<ObjectNode> entries() {
    return world.sandbox().clockodo().table("entries").list();
  }

  long billed() {
    return entries().stream().filter(entry -> entry.path("billable").asInt() == 2).count();
  }

  static long id(Map<?, ?> row) {
    return ((Number) ((Map<?, ?>) row.get("source")).get("id")).longValue();
  }

  /** What has changed something on either side; searches are reads. */
  List<JournalEntry> writes() {
    return world.sandbox().journal().writes().stream()
        .filter(call -> !call.path().endsWith("/search"))
        .toList();
  }

  /** The bodies of all creates of invoices, in order. */
  List<Map<String, Object>> bodiesSent() {
    return world.sandbox().journal().writes().stream()
        .filter(call -> call.path().equals("/2.0/kb_invoice"))
        .map(call -> Json.readMap(call.body()))
        .toList();
  }

  /** A column of the drafts of the ledger, in order of bexio's id. */
  List<String> ledger(String column) {
    String sql =
        "select " + column + " from bexio_clockodo.invoice_draft order by invoice_id nulls first";
    try (Connection database = world.connector().dataSource().getConnection();
        PreparedStatement statement = database.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** The entries of drafts that the ledger holds as written, by bexio's id. */
  private Map<Long, Set<Long>> held() {
    String sql =
        "select d.invoice_id, e.entry_id from bexio_clockodo.invoice_draft d"
            + " join bexio_clockodo.invoiced_entry e on e.bexio_company = d.bexio_company"
            + " and e.api_reference = d.api_reference where d.state = 'WRITTEN'";
    try (Connection database = world.connector().dataSource().getConnection();
        PreparedStatement statement = database.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      Map<Long, Set<Long>> held = new java.util.HashMap<>();
      while (rows.next()) {
        held.computeIfAbsent(rows.getLong(1), key -> new HashSet<>()).add(rows.getLong(2));
      }
      return held;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * By bexio and clockodo themselves: no two documents of one reference, and every entry that was
   * marked since the start is in a draft that is there.
   *
   * @param billedBefore entries that were billed before anything was exported
   */
  void assertNothingIsTwiceOrMarkedWithoutDraft(Long... billedBefore) {
    Set<String> references = new HashSet<>();
    Set<Long> there = new HashSet<>();
    for (JsonNode invoice : invoices()) {
      assertThat(references.add(invoice.path("api_reference").asText()))
          .as("one document of %s", invoice.path("api_reference"))
          .isTrue();
      there.add(invoice.path("id").asLong());
    }
    Set<Long> inDrafts = new HashSet<>(Set.of(billedBefore));
    held()
        .forEach(
            (invoice, entries) -> {
              if (there.contains(invoice)) {
                entries.forEach(
                    entry -> assertThat(inDrafts.add(entry)).as("entry %s once", entry).isTrue());
              }
            });
    world.sandbox().journal().writes().stream()
        .filter(call -> call.path().startsWith("/v2/entries/") && call.status() == 200)
        .map(call -> Long.valueOf(call.path().substring("/v2/entries/".length())))
        .distinct()
        .filter(entry -> billable(entry) == 2)
        .forEach(entry -> assertThat(inDrafts).as("a draft holds entry %s", entry).contains(entry));
  }
}
