package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.Contact;
import ch.bexioclockodo.bexio.OffsetPages;
import ch.bexioclockodo.plan.ContactLists;
import ch.bexioclockodo.plan.ContactStore;
import ch.bexioclockodo.plan.ImportRules;
import ch.bexioclockodo.plan.MasterData;
import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.plan.ProjectStates;
import ch.bexioclockodo.plan.ReadingStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Chooses which lists a run reads, and how: whole, or what changed since the last reading; and
 * remembers afterwards how far each was read.
 */
final class Reading {

  /** A whole reading costs no more calls than this many contacts need in one page. */
  private static final int ONE_PAGE = 2000;

  /** bexio's times have no zone and its clock is not ours: what changed is asked for twice. */
  private static final Duration OVERLAP = Duration.ofHours(25);

  private static final Duration COMPLETE_AT_LEAST_EVERY = Duration.ofDays(7);
  private static final String CONTACTS = "bexio-list-contacts";
  private static final String STATES = "bexio-list-project-states";

  /** When everything was last read and asked for, whatever was known, is kept as of a list. */
  private static final String EVERYTHING = "everything";

  private Reading() {}

  /** Chooses what the run reads. */
  static void open(Connection database, ActiveRun run, Settings settings, Instant now)
      throws SQLException {
    String connection = run.request().connection();
    Map<String, ReadingStore.Reading> readings = ReadingStore.all(database, connection);
    boolean full = isFull(run, readAt(readings.get(EVERYTHING)), now);
    Function<String, Long> lowestKnown =
        list -> Optional.ofNullable(readings.get(list)).map(r -> r.lowestId()).orElse(null);
    run.sources().readEverything(full);
    // A state that is new or named anew makes the list be read; weeks make no difference to it.
    ReadingStore.Reading states =
        run.selection().wants(RunRequest.Option.FULL) ? null : readings.get(STATES);
    ProjectStates projectStates =
        new ProjectStates(settings.bookableStates(), states == null ? null : states.memory());
    if (run.request().kind().ofTimes()) {
      MasterData data =
          new MasterData(ContactLists.complete(lowestKnown), projectStates, lowestKnown);
      run.sources().read(data, data.listsOfExport());
      return;
    }
    MasterData data =
        new MasterData(
            contacts(database, run, settings, readings.get(CONTACTS), lowestKnown, now),
            projectStates,
            lowestKnown);
    ImportRules rules = settings.importRules();
    boolean otherUser =
        IdentityStore.find(database, connection)
            .map(known -> !known.isKeyOf(run.clockodoUser()))
            .orElse(false);
    run.sources().read(data, data.listsOfImport(run.selection().kinds(), rules, otherUser));
  }

  private static Instant readAt(ReadingStore.Reading last) {
    return last == null ? null : last.readAt();
  }

  private static boolean isFull(ActiveRun run, Instant last, Instant now) {
    return run.selection().wants(RunRequest.Option.FULL)
        || last == null
        || last.isBefore(now.minus(COMPLETE_AT_LEAST_EVERY));
  }

  private static ContactLists contacts(
      Connection database,
      ActiveRun run,
      Settings settings,
      ReadingStore.Reading last,
      Function<String, Long> lowestKnown,
      Instant now)
      throws SQLException {
    String connection = run.request().connection();
    boolean wanted = run.selection().kinds().contains(PlanRow.CUSTOMER);
    boolean full = isFull(run, last == null ? null : last.completeAt(), now);
    if (full || !wanted || ContactStore.count(database, connection) <= ONE_PAGE) {
      return ContactLists.complete(lowestKnown);
    }
    LocalDateTime since = LocalDateTime.ofInstant(last.readAt().minus(OVERLAP), settings.zone());
    return ContactLists.changedSince(since, ContactStore.all(database, connection), lowestKnown);
  }

  /** Remembers how far the lists were read; the run has read them since it began. */
  static void remember(Connection database, ActiveRun run) throws SQLException {
    if (run.request().preview()) {
      // Only one run writes at a time, and a preview takes no lock.
      return;
    }
    String connection = run.request().connection();
    Map<String, ReadingStore.Reading> before = ReadingStore.all(database, connection);
    MasterData data = run.sources().masterData();
    for (OffsetPages<?> list : data.provenLists()) {
      ReadingStore.save(
          database,
          connection,
          new ReadingStore.Reading(
              list.getName(), list.lowest(), run.startedAt(), run.startedAt(), null));
    }
    if (data.projectStates().memory() != null) {
      ReadingStore.save(
          database,
          connection,
          new ReadingStore.Reading(
              STATES, null, run.startedAt(), run.startedAt(), data.projectStates().memory()));
    }
    if (run.sources().pastHours() != null) {
      ReadingStore.save(
          database,
          connection,
          new ReadingStore.Reading(
              LateHours.LIST,
              null,
              run.startedAt(),
              run.startedAt(),
              run.sources().pastHours().write()));
    }
    if (run.request().kind() == Kind.IMPORT && run.selection().kinds().contains(PlanRow.CUSTOMER)) {
      rememberContacts(database, run, before.get(CONTACTS));
      if (run.sources().isReadingEverything()
          && run.selection().kinds().equals(RunRequest.kinds(Set.of()))) {
        ReadingStore.save(
            database,
            connection,
            new ReadingStore.Reading(EVERYTHING, null, run.startedAt(), run.startedAt(), null));
      }
    }
  }

  private static void rememberContacts(
      Connection database, ActiveRun run, ReadingStore.Reading before) throws SQLException {
    String connection = run.request().connection();
    ContactLists lists = run.sources().masterData().contactLists();
    if (lists.isComplete()) {
      List<Contact> contacts = lists.contacts();
      // What is kept and grows old would be believed once there are more contacts again.
      ContactStore.replace(database, connection, contacts.size() > ONE_PAGE ? contacts : List.of());
    } else {
      ContactStore.change(database, connection, lists.changed(), lists.gone());
    }
    if (!lists.isComplete() && before != null) {
      ReadingStore.save(
          database,
          connection,
          new ReadingStore.Reading(
              CONTACTS, before.lowestId(), run.startedAt(), before.completeAt(), null));
    }
  }
}
