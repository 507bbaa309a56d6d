package ch.bexioclockodo.plan;

import ch.bexioclockodo.clockodo.MasterObject;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was linked and is in none of bexio's lists. Absence is not deletion: bexio is asked by id
 * where it can be, and else two complete lists in two runs must lack it (architecture, section
 * 2.8).
 */
final class Absences {

  private final MasterData data;
  private final ImportContext context;
  private final Proposals proposals;

  Absences(MasterData data, ImportContext context, Proposals proposals) {
    this.data = data;
    this.context = context;
    this.proposals = proposals;
  }

  /** Plans what is linked but not listed. */
  void of(LinkKind kind, String rowKind, Set<Long> listed, List<? extends MasterObject> objects) {
    Map<Long, MasterObject> byId = new HashMap<>();
    objects.forEach(object -> byId.put(object.id(), object));
    for (Link link : absent(kind, listed)) {
      MasterObject object = byId.get(link.clockodoId());
      if (object == null) {
        // Gone on both sides: nothing is left to keep equal.
        proposals.unchanged();
      } else {
        absent(rowKind, link, object);
      }
    }
    context.links().of(kind).stream()
        .filter(link -> listed.contains(link.bexioId()))
        .forEach(this::noteWhetherListed);
  }

  /**
   * Something that bexio knows but does not list is asked for until nothing about it is new, and
   * again as soon as it was listed in between.
   */
  private void noteWhetherListed(Link link) {
    boolean unlisted = data.isUnlisted(link.kind(), link.bexioId());
    boolean settled = unlisted && data.unlistedPrint(link).equals(link.bexioPrint());
    if (link.unlisted() ? !unlisted : settled) {
      proposals.remember(Upkeep.absent(link.kind(), link.bexioId(), null, unlisted));
    }
  }

  private List<Link> absent(LinkKind kind, Set<Long> listed) {
    return context.links().of(kind).stream()
        .filter(link -> !listed.contains(link.bexioId()))
        .sorted(Comparator.comparingLong(Link::bexioId))
        .toList();
  }

  private void absent(String rowKind, Link link, MasterObject object) {
    Subject subject =
        new Subject(rowKind, link.kind(), link.bexioId(), link.bexioName(), null, null);
    boolean known = Base.bexioPrint(Base.DELETED).equals(link.bexioPrint());
    switch (known ? Presence.DELETED : presence(link)) {
      case DELETED -> {
        if (!known && hasOtherLink(link)) {
          proposals.decide(
              subject, Reason.of(ReasonCode.OTHER_LINK_LIVES, object.name(), object.id()), link);
          return;
        }
        context.unchangedOrCompared(
            proposals,
            subject,
            Parent.NONE,
            link,
            object,
            null,
            Reason.of(ReasonCode.DELETED_IN_BEXIO),
            name -> null);
      }
      case MISSING_ONCE -> {
        if (link.missingSince() == null) {
          proposals.remember(Upkeep.absent(link.kind(), link.bexioId(), context.now(), false));
        }
        proposals.exclude(subject, Reason.of(ReasonCode.MISSING_ONCE));
      }
      case UNLISTED -> {
        proposals.remember(Upkeep.absent(link.kind(), link.bexioId(), null, true));
        proposals.unchanged();
      }
      case UNKNOWN -> proposals.unchanged();
    }
  }

  /** Whether a service is linked to an activity and to an item, of which one is still there. */
  private boolean hasOtherLink(Link link) {
    return link.kind() == LinkKind.ACTIVITY
            && context.links().ofClockodo(LinkKind.ITEM, link.clockodoId()).isPresent()
        || link.kind() == LinkKind.ITEM
            && context.links().ofClockodo(LinkKind.ACTIVITY, link.clockodoId()).isPresent();
  }

  /** What is known of something that no list shows. */
  private enum Presence {
    DELETED,
    MISSING_ONCE,
    UNLISTED,
    UNKNOWN
  }

  private Presence presence(Link link) {
    if (link.kind() == LinkKind.ACTIVITY) {
      Instant since = link.missingSince();
      return since != null && since.isBefore(context.now())
          ? Presence.DELETED
          : Presence.MISSING_ONCE;
    }
    if (data.isDeleted(link.kind(), link.bexioId())) {
      return Presence.DELETED;
    }
    return data.isUnlisted(link.kind(), link.bexioId()) ? Presence.UNLISTED : Presence.UNKNOWN;
  }

  /**
   * What must be asked for by id: linked, not listed, and still active in clockodo.
   *
   * @param again whether what was asked for before, and is there, is asked for again
   */
  static List<Link> toAsk(
      Collection<Link> links, Set<Long> listed, Set<Long> activeInClockodo, boolean again) {
    return links.stream()
        .filter(link -> !listed.contains(link.bexioId()))
        .filter(link -> activeInClockodo.contains(link.clockodoId()))
        .filter(link -> again || !link.unlisted())
        .filter(link -> !Base.bexioPrint(Base.DELETED).equals(link.bexioPrint()))
        .sorted(Comparator.comparingLong(Link::bexioId))
        .toList();
  }
}
