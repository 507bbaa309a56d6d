package ch.bexioclockodo.app;

import ch.bexioclockodo.link.LinkKind;

/** A kind of master data with its tables on both sides of the sandbox. */
enum MasterKind {
  CUSTOMER(LinkKind.CUSTOMER, "contact", "name_1", "customers"),
  PROJECT(LinkKind.PROJECT, "pr_project", "name", "projects"),
  SERVICE(LinkKind.ACTIVITY, "client_service", "name", "services");

  private final LinkKind link;
  private final String bexio;
  private final String bexioName;
  private final String clockodo;

  MasterKind(LinkKind link, String bexio, String bexioName, String clockodo) {
    this.link = link;
    this.bexio = bexio;
    this.bexioName = bexioName;
    this.clockodo = clockodo;
  }

  LinkKind link() {
    return link;
  }

  /** The table in bexio. */
  String bexio() {
    return bexio;
  }

  /** The field of bexio that holds the name. */
  String bexioName() {
    return bexioName;
  }

  /** The table in clockodo. */
  String clockodo() {
    return clockodo;
  }
}
