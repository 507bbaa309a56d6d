package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.Project;
import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.Links;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the customer, project, service and user of an entry are in bexio. */
final class EntryLinks {

  private final Links links;
  private final Names names;
  private final Missing missing;
  private final boolean withoutProjectToo;

  /**
   * @param missing what stands in for users that are not linked
   * @param withoutProjectToo whether an entry needs no project
   */
  EntryLinks(Links links, Names names, Missing missing, boolean withoutProjectToo) {
    this.links = links;
    this.names = names;
    this.missing = missing;
    this.withoutProjectToo = withoutProjectToo;
  }

  /** The ids in bexio, as far as they are known. */
  EntryProposal.Resolved resolve(Entry entry) {
    Link project = linkOf(LinkKind.PROJECT, entry.projectsId());
    Project bexioProject = project == null ? null : names.bexioProject(project.bexioId());
    return new EntryProposal.Resolved(
        id(links.ofClockodo(LinkKind.CUSTOMER, entry.customersId()).orElse(null)),
        bexioProject == null ? null : bexioProject.contactSubId(),
        id(project),
        id(linkOf(LinkKind.ACTIVITY, entry.servicesId())),
        missing
            .insteadOf(entry.usersId())
            .map(Supply::bexioId)
            .orElseGet(() -> id(links.userOf(entry.usersId()).orElse(null))));
  }

  /** The same for people: ids with names. */
  Map<String, Object> target(Entry entry, EntryProposal.Resolved linked) {
    Map<String, Object> target = new LinkedHashMap<>();
    putTarget(
        target, "contact", links.ofClockodo(LinkKind.CUSTOMER, entry.customersId()).orElse(null));
    putTarget(target, "project", linkOf(LinkKind.PROJECT, entry.projectsId()));
    putTarget(target, "activity", linkOf(LinkKind.ACTIVITY, entry.servicesId()));
    putTarget(target, "user", links.userOf(entry.usersId()).orElse(null));
    if (linked.subContactId() != null) {
      target.put("subContact", Map.of("id", linked.subContactId()));
    }
    return target;
  }

  /** What keeps an entry from bexio because something that it belongs to is not linked there. */
  Optional<Verdict> against(Entry entry, EntryProposal.Resolved resolved) {
    if (resolved.contactId() == null) {
      return unlinked(ReasonCode.CUSTOMER_UNLINKED, names.customer(entry.customersId()));
    }
    Optional<Verdict> byProject = byProject(entry, resolved);
    if (byProject.isPresent()) {
      return byProject;
    }
    if (entry.servicesId() == null) {
      return Optional.of(Verdict.decide(ReasonCode.ENTRY_WITHOUT_SERVICE));
    }
    return Optional.empty();
  }

  private Optional<Verdict> byProject(Entry entry, EntryProposal.Resolved resolved) {
    if (entry.projectsId() == null) {
      return withoutProjectToo
          ? Optional.empty()
          : Optional.of(Verdict.decide(ReasonCode.ENTRY_WITHOUT_PROJECT));
    }
    if (resolved.projectId() == null) {
      return unlinked(ReasonCode.PROJECT_UNLINKED, names.project(entry.projectsId()));
    }
    if (names.bexioProject(resolved.projectId()) == null) {
      Map<String, Object> project = names.project(entry.projectsId());
      return Optional.of(
          Verdict.decide(
              ReasonCode.PROJECT_NOT_LISTED,
              project.get("name"),
              project.get("id"),
              resolved.projectId()));
    }
    return Optional.empty();
  }

  private static Optional<Verdict> unlinked(ReasonCode code, Map<String, Object> thing) {
    return Optional.of(Verdict.decide(code, thing.get("name"), thing.get("id")));
  }

  private Link linkOf(LinkKind kind, Long clockodoId) {
    return clockodoId == null ? null : links.ofClockodo(kind, clockodoId).orElse(null);
  }

  private static Long id(Link link) {
    return link == null ? null : link.bexioId();
  }

  private static void putTarget(Map<String, Object> target, String name, Link link) {
    if (link != null) {
      Map<String, Object> named = new LinkedHashMap<>();
      named.put("id", link.bexioId());
      named.put("name", link.bexioName());
      target.put(name, named);
    }
  }
}
