package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.BexioUser;
import ch.bexioclockodo.clockodo.ClockodoUser;
import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.Decision;
import ch.bexioclockodo.link.LinkKind;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Links clockodo users to bexio users of the same e-mail, whatever its case, and to fictional users
 * where there is none; neither side gets a new user here.
 */
final class UserPlanner {

  private final MasterData data;
  private final ImportContext context;
  private final Proposals proposals;
  private final Map<String, List<BexioUser>> users;
  private final Map<String, List<BexioUser>> fictionalUsers;
  private final Set<String> seen = new HashSet<>();

  UserPlanner(MasterData data, ImportContext context, Proposals proposals) {
    this.data = data;
    this.context = context;
    this.proposals = proposals;
    this.users = byEmail(data.users());
    this.fictionalUsers = byEmail(data.fictionalUsers());
  }

  void plan() {
    data.clockodoUsers().forEach(this::plan);
  }

  private void plan(ClockodoUser user) {
    Subject subject = new Subject(PlanRow.USER, LinkKind.USER, user.id(), user.name(), null, user);
    Optional<Decision> decision =
        context
            .decisions()
            .of(LinkKind.USER, user.id())
            .or(() -> context.decisions().of(LinkKind.FICTIONAL_USER, user.id()));
    Choice choice = decision.map(Decision::choice).orElse(null);
    if (choice == Choice.IGNORE) {
      exclude(subject, Reason.of(ReasonCode.DECIDED_IGNORE, decision.orElseThrow().decidedBy()));
    } else if (context.links().userOf(user.id()).isPresent()) {
      proposals.unchanged();
    } else if (choice == Choice.LINK) {
      decided(subject, decision.orElseThrow());
    } else if (user.demoData()) {
      exclude(subject, Reason.of(ReasonCode.DEMO_DATA));
    } else {
      byEmail(subject, email(user.email()), decision);
    }
  }

  private void byEmail(Subject subject, String email, Optional<Decision> decision) {
    if (email.isEmpty()) {
      exclude(subject, Reason.of(ReasonCode.USER_WITHOUT_EMAIL));
      return;
    }
    List<BexioUser> real = users.getOrDefault(email, List.of());
    List<BexioUser> fictional = fictionalUsers.getOrDefault(email, List.of());
    if (!seen.add(email) || real.size() > 1 || real.isEmpty() && fictional.size() > 1) {
      decide(subject, Reason.of(ReasonCode.USER_EMAIL_AMBIGUOUS, email));
    } else if (!real.isEmpty()) {
      link(
          subject,
          LinkKind.USER,
          real.get(0),
          Reason.of(ReasonCode.LINK_BY_EMAIL, email),
          decision);
    } else if (!fictional.isEmpty()) {
      link(
          subject,
          LinkKind.FICTIONAL_USER,
          fictional.get(0),
          Reason.of(ReasonCode.LINK_BY_EMAIL, email),
          decision);
    } else {
      exclude(subject, Reason.of(ReasonCode.USER_NO_EQUAL_EMAIL, email));
    }
  }

  private void link(
      Subject subject, LinkKind kind, BexioUser user, Reason reason, Optional<Decision> decision) {
    boolean apart =
        decision
            .filter(said -> said.choice() == Choice.APART && said.kind() == kind)
            .map(said -> said.targetId() == user.id())
            .orElse(false);
    if (apart) {
      decide(subject, Reason.of(ReasonCode.USER_APART, user.name(), user.id()));
    } else if (context.links().ofBexio(kind, user.id()).isPresent()
        || context.decisions().wants(kind, user.id())) {
      decide(subject, Reason.of(ReasonCode.USER_EMAIL_AMBIGUOUS, user.email()));
    } else {
      linkTo(subject, kind, user, reason);
    }
  }

  private void decided(Subject subject, Decision decision) {
    List<BexioUser> all = decision.kind() == LinkKind.USER ? data.users() : data.fictionalUsers();
    Optional<BexioUser> user =
        all.stream().filter(one -> one.id() == decision.targetId()).findFirst();
    if (user.isEmpty()
        || context.links().ofBexio(decision.kind(), decision.targetId()).isPresent()) {
      decide(subject, Reason.of(ReasonCode.DECISION_INVALID, decision.targetId()));
    } else {
      linkTo(
          subject,
          decision.kind(),
          user.get(),
          Reason.of(ReasonCode.LINK_DECIDED, decision.decidedBy()));
    }
  }

  private void linkTo(Subject subject, LinkKind kind, BexioUser user, Reason reason) {
    Map<String, Object> target = new LinkedHashMap<>();
    target.put("id", user.id());
    target.put("name", user.name());
    target.put("kind", kind.word());
    Subject ofKind =
        new Subject(PlanRow.USER, kind, subject.id(), subject.name(), null, subject.record());
    proposals.add(ofKind, Action.LINK, reason, Parent.NONE, (long) user.id(), target, null, null);
  }

  private void exclude(Subject subject, Reason reason) {
    proposals.exclude(subject, reason);
  }

  private void decide(Subject subject, Reason reason) {
    proposals.decide(subject, reason, List.of());
  }

  private static Map<String, List<BexioUser>> byEmail(List<BexioUser> users) {
    return users.stream().collect(Collectors.groupingBy(user -> email(user.email())));
  }

  /** E-mails are compared whatever their case. */
  static String email(String email) {
    return email == null ? "" : email.strip().toLowerCase(Locale.ROOT);
  }
}
