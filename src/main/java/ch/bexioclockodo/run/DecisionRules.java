package ch.bexioclockodo.run;

import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.Decision;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.Links;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What may be decided, given the links and what was decided before. */
final class DecisionRules {

  private final Links links;
  private final Map<DecisionSource, Decision> decisions;
  private final Map<Target, Decision> promises = new HashMap<>();

  /** The other side of a pair. */
  private record Target(LinkKind kind, Long id) {}

  /**
   * @param decisions what was decided before
   * @param wishes everything that is to be decided together: it takes the place of what was decided
   *     before about the same
   */
  DecisionRules(Links links, Map<DecisionSource, Decision> decisions, Collection<Wish> wishes) {
    this.links = links;
    this.decisions = decisions;
    Set<DecisionSource> replaced = new HashSet<>();
    wishes.forEach(wish -> replaced.add(wish.source()));
    decisions.forEach(
        (source, decision) -> {
          if (decision.choice() == Choice.LINK && !replaced.contains(source)) {
            promises.put(new Target(decision.kind(), decision.targetId()), decision);
          }
        });
  }

  /** The sentence that speaks against it. */
  Optional<String> against(Wish wish) {
    LinkKind kind = wish.kind();
    if (kind.ofAUser() && (wish.choice().once() || wish.choice() == Choice.CREATE)) {
      return Optional.of(Messages.text("cli.links.users-are-never-created"));
    }
    if (kind == LinkKind.TIMESHEET) {
      return againstTimesheet(wish);
    }
    if (kind == LinkKind.INVOICE_DRAFT) {
      return wish.bexioId() != null
              && wish.clockodoId() == null
              && (wish.choice() == Choice.CREATE || wish.choice() == Choice.IGNORE)
          ? Optional.empty()
          : Optional.of(Messages.text("cli.links.draft-how"));
    }
    if (wish.sourceId() == null) {
      return Optional.of(
          kind.ofAUser()
              ? Messages.text("cli.links.clockodo-id-missing")
              : Messages.text("cli.links.bexio-id-missing"));
    }
    return switch (wish.choice()) {
      case LINK -> againstLink(wish);
      case CREATE, IGNORE -> Optional.empty();
      case KEEP_CLOCKODO, TAKE_BEXIO -> againstSettling(wish);
      case APART -> againstApart(wish);
    };
  }

  /** Whether an entry and a timesheet are what a decision takes them for, the next export sees. */
  private Optional<String> againstTimesheet(Wish wish) {
    boolean pair = wish.choice().namesAPair();
    if (wish.sourceId() == null || pair == (wish.otherId() == null)) {
      return Optional.of(Messages.text("cli.links.timesheet-how"));
    }
    if (wish.choice() == Choice.APART) {
      return againstApart(wish);
    }
    return wish.choice() != Choice.LINK
        ? Optional.empty()
        : Optional.ofNullable(promises.get(new Target(wish.kind(), wish.otherId())))
            .map(DecisionRules::promised);
  }

  private Optional<String> againstLink(Wish wish) {
    if (wish.otherId() == null) {
      return Optional.of(
          wish.kind().ofAUser()
              ? Messages.text("cli.links.bexio-id-missing")
              : Messages.text("cli.links.clockodo-id-missing"));
    }
    Optional<Link> bexio = links.ofBexio(wish.kind(), wish.bexioId());
    Optional<Link> clockodo = ofClockodo(wish.kind(), wish.clockodoId());
    return bexio
        .filter(link -> !joins(link, wish))
        .or(() -> clockodo.filter(link -> !joins(link, wish)))
        .map(DecisionRules::taken)
        .or(
            () ->
                Optional.ofNullable(promises.get(new Target(wish.kind(), wish.otherId())))
                    .map(DecisionRules::promised));
  }

  private Optional<String> againstSettling(Wish wish) {
    Optional<Link> link = linkOf(wish);
    if (link.isEmpty()) {
      return Optional.of(
          Messages.text("cli.links.not-linked", LinkLine.word(wish.kind()), wish.bexioId()));
    }
    return wish.clockodoId() == null
        ? Optional.empty()
        : link.filter(found -> !joins(found, wish)).map(DecisionRules::taken);
  }

  /** Only what was unlinked is apart: a list that is read back may say so, and changes nothing. */
  private Optional<String> againstApart(Wish wish) {
    return wish.isAlready(decisions.get(wish.source()))
        ? Optional.empty()
        : Optional.of(Messages.text("cli.links.apart-by-unlink"));
  }

  private Optional<Link> linkOf(Wish wish) {
    return wish.kind().ofAUser()
        ? links.userOf(wish.clockodoId())
        : links.ofBexio(wish.kind(), wish.bexioId());
  }

  private Optional<Link> ofClockodo(LinkKind kind, long clockodoId) {
    return kind.ofAUser() ? links.userOf(clockodoId) : links.ofClockodo(kind, clockodoId);
  }

  private static boolean joins(Link link, Wish wish) {
    return link.kind() == wish.kind()
        && Objects.equals(link.bexioId(), wish.bexioId())
        && Objects.equals(link.clockodoId(), wish.clockodoId());
  }

  private static String taken(Link link) {
    return Messages.text(
        "cli.links.taken",
        LinkLine.word(link.kind()),
        LinkLine.named(link.bexioName(), link.bexioId()),
        LinkLine.named(link.clockodoName(), link.clockodoId()));
  }

  private static String promised(Decision decision) {
    boolean user = decision.kind().fromClockodo();
    return Messages.text(
        "cli.links.promised",
        LinkLine.word(decision.kind()),
        user ? decision.targetId() : decision.sourceId(),
        user ? decision.sourceId() : decision.targetId());
  }
}
