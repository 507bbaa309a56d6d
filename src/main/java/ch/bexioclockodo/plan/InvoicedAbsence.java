package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.ledger.InvoicedEntry;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * Tells of entries that a draft in bexio holds and that the window no longer shows: they were
 * deleted in clockodo, or moved. They are no source rows, since clockodo does not report them.
 */
public record InvoicedAbsence(InvoicedRule rule, Names names, ZoneId zone) {

  /**
   * What a person must know of it, or has said; empty when it is as it was, or its draft is gone.
   *
   * @param ids numbers of new rows
   * @param now the entry as clockodo shows it by its id, or null when it is deleted
   */
  public Optional<PlanRow> row(IntSupplier ids, InvoicedEntry before, Entry now) {
    return rule.aboutAbsent(before, now).map(verdict -> row(ids.getAsInt(), before, now, verdict));
  }

  private PlanRow row(int id, InvoicedEntry before, Entry now, Verdict verdict) {
    Entry shown = now == null ? EntryMemory.read(before.entry()).entry() : now;
    names.learn(shown);
    Map<String, Object> target = new LinkedHashMap<>();
    target.put("invoice", InvoiceHoldings.described(before.draft()));
    return new PlanRow(
            id,
            PlanRow.ENTRY,
            verdict.action(),
            verdict.state(),
            verdict.reason(),
            before.entryId(),
            names.describe(shown, zone),
            null,
            target,
            null,
            Set.of(),
            0,
            Fingerprint.of("absent", before.fingerprint(), verdict.reason().code()),
            null,
            null)
        .uncounted();
  }
}
