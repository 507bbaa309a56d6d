package ch.bexioclockodo.run;

import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.ledger.LedgerRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What clockodo has answered about exported entries that the window does not show. */
final class Absence {

  private final Map<Long, LedgerRow> ledger = new LinkedHashMap<>();
  private final List<Entry> found = new ArrayList<>();
  private final List<LedgerRow> deleted = new ArrayList<>();

  void absent(LedgerRow row) {
    ledger.put(row.entryId(), row);
  }

  void deleted(long entryId) {
    deleted.add(ledger.get(entryId));
  }

  void found(Entry entry) {
    found.add(entry);
  }

  boolean isEmpty() {
    return ledger.isEmpty();
  }

  Map<Long, LedgerRow> ledger() {
    return ledger;
  }

  List<Entry> found() {
    return found;
  }

  List<LedgerRow> deleted() {
    return deleted;
  }
}
