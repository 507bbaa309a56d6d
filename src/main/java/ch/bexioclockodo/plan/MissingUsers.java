package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.BexioUser;
import ch.bexioclockodo.clockodo.ClockodoUser;
import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.Decision;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.Links;
import ch.bexioclockodo.plan.MissingPast.Pending;
import java.util.List;
import java.util.Optional;

/**
 * Decides what becomes of a clockodo user who is not linked: bexio's user of the same e-mail, else
 * a fictional user of it, else a new fictional user. One e-mail is one person; what is not certain
 * is for somebody to decide.
 */
final class MissingUsers {

  private final MasterData data;
  private final Links links;
  private final MissingRules rules;
  private final MissingPast past;

  MissingUsers(MasterData data, Links links, MissingRules rules, MissingPast past) {
    this.data = data;
    this.links = links;
    this.rules = rules;
    this.past = past;
  }

  /** What bexio said when it refused the linked fictional user, or nothing. */
  Optional<String> refusal(Optional<Link> link) {
    return link.filter(one -> one.kind() == LinkKind.FICTIONAL_USER)
        .map(one -> past.refused().get(one.bexioId()));
  }

  /** What becomes of a linked fictional user whom bexio refuses on timesheets. */
  FirstVerdict refused(ClockodoUser user, String message) {
    return rules.policy() == MissingRules.Policy.BOOK_ON
        ? bookOn(user)
        : FirstVerdict.decide(
            LinkKind.FICTIONAL_USER,
            Reason.of(ReasonCode.USER_REFUSED, user.name(), user.id(), message),
            Reason.of(ReasonCode.USER_REFUSED, user.name(), user.id(), message));
  }

  FirstVerdict verdict(ClockodoUser user) {
    Optional<Decision> decision =
        past.decisions()
            .of(LinkKind.USER, user.id())
            .or(() -> past.decisions().of(LinkKind.FICTIONAL_USER, user.id()));
    Choice choice = decision.map(Decision::choice).orElse(null);
    if (choice == Choice.LINK) {
      return decided(user, decision.orElseThrow());
    }
    if (choice == Choice.IGNORE) {
      return instead(
          user, Reason.of(ReasonCode.DECIDED_IGNORE, decision.orElseThrow().decidedBy()));
    }
    if (email(user.email()).isEmpty()) {
      return instead(user, Reason.of(ReasonCode.USER_WITHOUT_EMAIL));
    }
    return byEmail(user, decision);
  }

  private FirstVerdict byEmail(ClockodoUser user, Optional<Decision> decision) {
    String email = email(user.email());
    List<BexioUser> real = withEmail(data.users(), email);
    List<BexioUser> fictional = withEmail(data.fictionalUsers(), email);
    boolean shared =
        data.clockodoUsers().stream()
                .filter(one -> !one.demoData() && email(one.email()).equals(email))
                .count()
            > 1;
    List<BexioUser> found = real.isEmpty() ? fictional : real;
    LinkKind kind = real.isEmpty() ? LinkKind.FICTIONAL_USER : LinkKind.USER;
    if (shared || found.size() > 1) {
      return decide(user, Reason.of(ReasonCode.USER_EMAIL_AMBIGUOUS, email));
    }
    if (found.isEmpty()) {
      return nowhere(user, email);
    }
    BexioUser other = found.get(0);
    boolean apart =
        decision
            .filter(said -> said.choice() == Choice.APART && said.kind() == kind)
            .map(said -> said.targetId() == other.id())
            .orElse(false);
    if (apart) {
      return decide(user, Reason.of(ReasonCode.USER_APART, other.name(), other.id()));
    }
    return link(user, kind, other, Reason.of(ReasonCode.LINK_BY_EMAIL, email));
  }

  /** Neither list has the e-mail of today. */
  private FirstVerdict nowhere(ClockodoUser user, String email) {
    Optional<Pending> pending = past.pending(PlanRow.FICTIONAL_USER, user.id());
    List<BexioUser> sent =
        pending
            .map(create -> withEmail(data.fictionalUsers(), email(create.text("email"))))
            .orElse(List.of());
    if (sent.size() == 1) {
      return link(user, LinkKind.FICTIONAL_USER, sent.get(0), Reason.of(ReasonCode.LINK_READ_BACK));
    }
    if (pending.isPresent() && !pending.get().settled()) {
      return FirstVerdict.inDoubt(LinkKind.FICTIONAL_USER);
    }
    if (rules.policy() != MissingRules.Policy.FICTIONAL) {
      return instead(user, Reason.of(ReasonCode.USER_NO_EQUAL_EMAIL, email));
    }
    return PersonName.of(user.name(), PersonName.Order.FIRST_LAST).isEmpty()
        ? decide(user, Reason.of(ReasonCode.USER_ONE_WORD, user.name()))
        : FirstVerdict.create(LinkKind.FICTIONAL_USER);
  }

  private FirstVerdict decided(ClockodoUser user, Decision decision) {
    List<BexioUser> all = decision.kind() == LinkKind.USER ? data.users() : data.fictionalUsers();
    Optional<BexioUser> other =
        all.stream().filter(one -> one.id() == decision.targetId()).findFirst();
    if (other.isEmpty() || links.ofBexio(decision.kind(), decision.targetId()).isPresent()) {
      return decide(user, Reason.of(ReasonCode.DECISION_INVALID, decision.targetId()));
    }
    return link(
        user,
        decision.kind(),
        other.get(),
        Reason.of(ReasonCode.LINK_DECIDED, decision.decidedBy()));
  }

  private FirstVerdict link(ClockodoUser user, LinkKind kind, BexioUser other, Reason reason) {
    boolean promised =
        reason.code() != ReasonCode.LINK_DECIDED && past.decisions().wants(kind, other.id());
    if (promised || links.ofBexio(kind, other.id()).isPresent()) {
      return decide(user, Reason.of(ReasonCode.USER_EMAIL_AMBIGUOUS, other.email()));
    }
    String refusal = kind == LinkKind.FICTIONAL_USER ? past.refused().get((long) other.id()) : null;
    return refusal == null
        ? FirstVerdict.link(kind, other.id(), other.name(), reason)
        : refused(user, refusal);
  }

  /** Nobody in bexio is this user and nobody is created: another books, or a person decides. */
  private FirstVerdict instead(ClockodoUser user, Reason reason) {
    return rules.policy() == MissingRules.Policy.BOOK_ON ? bookOn(user) : decide(user, reason);
  }

  private FirstVerdict bookOn(ClockodoUser user) {
    long id = rules.bookOn();
    Optional<BexioUser> other =
        data.users().stream()
            .filter(one -> one.id() == id)
            .findFirst()
            .or(() -> data.fictionalUsers().stream().filter(one -> one.id() == id).findFirst());
    return other
        .map(
            one ->
                FirstVerdict.bookOn(
                    id,
                    one.name(),
                    Reason.of(ReasonCode.BOOKED_ON, one.name(), id, user.name(), user.id())))
        .orElseGet(() -> decide(user, Reason.of(ReasonCode.BOOK_ON_UNKNOWN, id)));
  }

  private static FirstVerdict decide(ClockodoUser user, Reason reason) {
    return FirstVerdict.decide(
        LinkKind.FICTIONAL_USER,
        reason,
        Reason.of(ReasonCode.USER_UNDECIDED, user.name(), user.id()));
  }

  private static List<BexioUser> withEmail(List<BexioUser> users, String email) {
    return email.isEmpty()
        ? List.of()
        : users.stream().filter(user -> email(user.email()).equals(email)).toList();
  }

  private static String email(String email) {
    return UserPlanner.email(email);
  }
}
