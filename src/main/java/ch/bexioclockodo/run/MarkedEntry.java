package ch.bexioclockodo.run;

import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.LinkStore;
import ch.bexioclockodo.link.Links;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;

/** Names an exported entry as people know it, when only its ids are at hand. */
final class MarkedEntry {

  private MarkedEntry() {}

  static String name(Connection database, String connection, MarkAsk ask, ZoneId zone)
      throws SQLException {
    Entry entry = ask.exported();
    Links links = new Links(LinkStore.all(database, connection));
    return Messages.text(
        ask.isOfDraft() ? "problem.marked-entry-of-draft" : "problem.marked-entry",
        entry.id(),
        LocalDate.ofInstant(entry.timeSince(), zone),
        links
            .ofClockodo(LinkKind.CUSTOMER, entry.customersId())
            .map(Link::clockodoName)
            .orElse("?"),
        entry.customersId(),
        entry.projectsId() == null
            ? "–"
            : links
                .ofClockodo(LinkKind.PROJECT, entry.projectsId())
                .map(link -> link.clockodoName() + " (" + link.clockodoId() + ")")
                .orElse("? (" + entry.projectsId() + ")"),
        ask.mark().bexioId() == null ? "–" : ask.mark().bexioId());
  }
}
