package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.ClockodoUser;
import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.clockodo.Service;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.Links;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * The users and business activities that entries need and that are not linked: each is decided
 * once, and gets a row of the plan when the first entry needs it.
 */
public final class Missing {

  private final MasterData data;
  private final Links links;
  private final MissingRules rules;
  private final MissingUsers missingUsers;
  private final MissingActivities missingActivities;
  private final IntSupplier nextRow;
  private final Map<Long, Case> users = new HashMap<>();
  private final Map<Long, Case> activities = new HashMap<>();
  private final List<First> firsts = new ArrayList<>();

  /** What an entry gets for its user and its service. */
  public record Supplies(Supply user, Supply activity) {

    /** Why a person must decide first, or null. */
    Reason undecided() {
      return user.undecided() != null ? user.undecided() : activity.undecided();
    }
  }

  /** One user or service: linked already, or what is to be done about it. */
  private final class Case {

    private final String kind;
    private final long id;
    private final String name;
    private final Object record;
    private final Link link;
    private final FirstVerdict verdict;
    private Integer row;

    Case(String kind, long id, String name, Object record, Link link, FirstVerdict verdict) {
      this.kind = kind;
      this.id = id;
      this.name = name;
      this.record = record;
      this.link = link;
      this.verdict = verdict;
    }

    boolean isDecided() {
      return verdict == null || verdict.isDecided();
    }

    Supply supply() {
      if (verdict == null) {
        return new Supply(link.bexioId(), link.bexioName(), null, null, null);
      }
      if (verdict.action() == null) {
        return new Supply(
            verdict.targetId(), verdict.targetName(), null, null, verdict.forEntries());
      }
      if (row == null) {
        row = nextRow.getAsInt();
        firsts.add(first());
      }
      return isDecided()
          ? new Supply(
              verdict.targetId(),
              verdict.targetName() == null ? name : verdict.targetName(),
              row,
              null,
              null)
          : new Supply(null, name, row, verdict.forEntries(), null);
    }

    private First first() {
      Map<String, Object> source = new LinkedHashMap<>();
      source.put("id", id);
      source.put("name", name);
      if (record instanceof ClockodoUser user && user.email() != null) {
        source.put("email", user.email());
      }
      Map<String, Object> target = new LinkedHashMap<>();
      target.put("kind", verdict.linkKind().word());
      if (verdict.targetId() != null) {
        target.put("id", verdict.targetId());
        target.put("name", verdict.targetName());
      }
      return new First(
          row,
          kind,
          verdict.linkKind(),
          verdict.action(),
          verdict.state(),
          verdict.reason(),
          id,
          source,
          verdict.targetId(),
          target,
          record);
    }
  }

  /**
   * @param nextRow numbers the rows that stand on top
   */
  public Missing(
      MasterData data, Links links, MissingRules rules, MissingPast past, IntSupplier nextRow) {
    this.data = data;
    this.links = links;
    this.rules = rules;
    this.missingUsers = new MissingUsers(data, links, rules, past);
    this.missingActivities = new MissingActivities(data, links, past);
    this.nextRow = nextRow;
  }

  /** Forgets everything, because the entries are read again. */
  public void startAgain() {
    users.clear();
    activities.clear();
    firsts.clear();
  }

  /** The lists that must be read before these entries can be planned, as far as they are not. */
  public List<Object> listsFor(List<Entry> entries) {
    List<Object> lists = new ArrayList<>();
    boolean people =
        entries.stream()
            .map(entry -> links.userOf(entry.usersId()))
            .anyMatch(link -> link.isEmpty() || missingUsers.refusal(link).isPresent());
    boolean services =
        entries.stream()
            .filter(entry -> entry.servicesId() != null)
            .anyMatch(entry -> links.ofClockodo(LinkKind.ACTIVITY, entry.servicesId()).isEmpty());
    if (people) {
      lists.addAll(data.listsOfPeople());
    }
    if (services) {
      lists.addAll(data.listsOfActivities());
    }
    return lists;
  }

  /** How many rows there may be at most, as far as the lists of clockodo are read. */
  public int most() {
    long missing =
        data.clockodoUsers().stream()
                .map(user -> links.userOf(user.id()))
                .filter(link -> link.isEmpty() || missingUsers.refusal(link).isPresent())
                .count()
            + data.services().stream()
                .filter(one -> links.ofClockodo(LinkKind.ACTIVITY, one.id()).isEmpty())
                .count();
    return (int) missing;
  }

  /**
   * What an entry that would otherwise become a timesheet gets. What must be created gets its row,
   * unless the other one needs a person first.
   */
  public Supplies supplies(long user, long service) {
    Case ofUser = users.computeIfAbsent(user, this::user);
    Case ofService = activities.computeIfAbsent(service, this::activity);
    Supply none = new Supply(null, null, null, null, null);
    if (!ofUser.isDecided() || !ofService.isDecided()) {
      return new Supplies(
          ofUser.isDecided() ? none : ofUser.supply(),
          ofService.isDecided() ? none : ofService.supply());
    }
    return new Supplies(ofUser.supply(), ofService.supply());
  }

  /** Who books in bexio for a user who is missing there, as settings say; or nothing. */
  Optional<Supply> insteadOf(long user) {
    Optional<Link> link = links.userOf(user);
    boolean instead =
        rules.bookOn() != null && (link.isEmpty() || missingUsers.refusal(link).isPresent());
    return instead
        ? Optional.of(new Supply(rules.bookOn(), null, null, null, null))
        : Optional.empty();
  }

  /** What has become needed since this was last asked. */
  public List<First> takeNew() {
    List<First> taken = List.copyOf(firsts);
    firsts.clear();
    return taken;
  }

  private Case user(long id) {
    Optional<Link> link = links.userOf(id);
    Optional<String> refusal = missingUsers.refusal(link);
    if (link.isPresent() && refusal.isEmpty()) {
      return new Case(PlanRow.FICTIONAL_USER, id, null, null, link.get(), null);
    }
    mustBeRead(data.listsOfPeople());
    ClockodoUser user =
        data.clockodoUsers().stream()
            .filter(one -> one.id() == id)
            .findFirst()
            .orElseGet(() -> new ClockodoUser(id, "?", null, null, false, false));
    FirstVerdict verdict =
        refusal.isPresent()
            ? missingUsers.refused(user, refusal.get())
            : missingUsers.verdict(user);
    return new Case(PlanRow.FICTIONAL_USER, id, user.name(), user, null, verdict);
  }

  private Case activity(long id) {
    Optional<Link> link = links.ofClockodo(LinkKind.ACTIVITY, id);
    if (link.isPresent()) {
      return new Case(PlanRow.ACTIVITY, id, null, null, link.get(), null);
    }
    mustBeRead(data.listsOfActivities());
    Optional<Service> service = data.services().stream().filter(one -> one.id() == id).findFirst();
    if (service.isEmpty()) {
      Reason unknown = Reason.of(ReasonCode.SERVICE_UNLINKED, "?", id);
      FirstVerdict verdict = FirstVerdict.decide(LinkKind.ACTIVITY, unknown, unknown);
      return new Case(PlanRow.ACTIVITY, id, "?", null, null, verdict);
    }
    return new Case(
        PlanRow.ACTIVITY,
        id,
        service.get().name(),
        service.get(),
        null,
        missingActivities.verdict(service.get()));
  }

  /** A list that was not read would make everything look as if it were missing. */
  private void mustBeRead(List<Object> lists) {
    if (!data.isRead(lists)) {
      throw new IllegalStateException("the lists that tell what is missing were not read");
    }
  }
}
