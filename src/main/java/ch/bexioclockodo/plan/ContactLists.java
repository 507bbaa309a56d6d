package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.Contact;
import ch.bexioclockodo.bexio.OffsetPages;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * bexio's contacts, read as a whole, or as what changed since an earlier reading. bexio lists
 * either those that are archived or the others; whether archiving counts as a change is not known,
 * so the archived ones are read as a whole each time (facts: bexio §3).
 */
public final class ContactLists {

  private static final DateTimeFormatter WALL_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final Map<Long, Contact> known;
  private final OffsetPages<Contact> listed;
  private final OffsetPages<Contact> archived;
  private final Map<Long, Contact> byId = new TreeMap<>();
  private final Set<Long> forgotten = new HashSet<>();

  private ContactLists(
      Collection<Contact> known, OffsetPages<Contact> listed, OffsetPages<Contact> archived) {
    this.known = new TreeMap<>();
    known.forEach(contact -> this.known.put((long) contact.id(), contact));
    this.listed = listed;
    this.archived = archived;
  }

  /** Reads every contact. */
  public static ContactLists complete(Function<String, Long> lowestKnown) {
    String name = "bexio-list-contacts";
    return new ContactLists(
        List.of(),
        OffsetPages.newestFirst(name, Contact::id, lowestKnown.apply(name)),
        archived(lowestKnown));
  }

  /**
   * Reads what changed since a moment, and adds what is known.
   *
   * @param since bexio's wall time
   */
  public static ContactLists changedSince(
      LocalDateTime since, Collection<Contact> known, Function<String, Long> lowestKnown) {
    Map<String, String> criterion = new TreeMap<>();
    criterion.put("field", "updated_at");
    criterion.put("criteria", ">=");
    criterion.put("value", WALL_TIME.format(since));
    return new ContactLists(
        known,
        OffsetPages.search("bexio-search-contacts", Contact::id, Json.write(List.of(criterion))),
        archived(lowestKnown));
  }

  private static OffsetPages<Contact> archived(Function<String, Long> lowestKnown) {
    String name = "bexio-list-archived-contacts";
    return OffsetPages.newestFirst(name, Contact::id, lowestKnown.apply(name));
  }

  List<OffsetPages<Contact>> getLists() {
    return List.of(listed, archived);
  }

  /** Whether every contact was read, so that what is missing is missing. */
  public boolean isComplete() {
    return listed.getBody() == null;
  }

  List<OffsetPages<Contact>> provenLists() {
    return isComplete() ? List.of(listed, archived) : List.of(archived);
  }

  /** Contacts that were archived and are not now; bexio must say what they are today. */
  List<Long> restored() {
    Set<Long> seen = new HashSet<>();
    listed.getRows().forEach(contact -> seen.add((long) contact.id()));
    archived.getRows().forEach(contact -> seen.add((long) contact.id()));
    return known.values().stream()
        .filter(Contact::archived)
        .map(contact -> (long) contact.id())
        .filter(id -> !seen.contains(id))
        .toList();
  }

  /** Takes a contact that was asked for by id; false when the lists are complete without it. */
  boolean take(Contact contact) {
    if (isComplete()) {
      return false;
    }
    byId.put((long) contact.id(), contact.archived(false));
    return true;
  }

  void forget(Ask ask) {
    if ("contact".equals(ask.getName())) {
      forgotten.add(ask.id());
    }
  }

  /** Contacts that are not as they were known. */
  public List<Contact> changed() {
    return contacts().stream()
        .filter(contact -> !contact.equals(known.get((long) contact.id())))
        .toList();
  }

  /** The ids of contacts that were known, and that bexio has no longer. */
  public Set<Long> gone() {
    Set<Long> gone = new HashSet<>(known.keySet());
    gone.retainAll(forgotten);
    return gone;
  }

  /** Every contact once, in order of id. */
  public List<Contact> contacts() {
    Map<Long, Contact> all = new TreeMap<>(known);
    listed.getRows().forEach(contact -> all.put((long) contact.id(), contact.archived(false)));
    all.putAll(byId);
    archived.getRows().forEach(contact -> all.put((long) contact.id(), contact.archived(true)));
    all.keySet().removeAll(forgotten);
    return new ArrayList<>(all.values());
  }
}
