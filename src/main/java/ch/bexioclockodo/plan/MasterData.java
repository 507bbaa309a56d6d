package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.BexioUser;
import ch.bexioclockodo.bexio.BusinessActivity;
import ch.bexioclockodo.bexio.Contact;
import ch.bexioclockodo.bexio.OffsetPages;
import ch.bexioclockodo.bexio.Project;
import ch.bexioclockodo.clockodo.ClockodoUser;
import ch.bexioclockodo.clockodo.Customer;
import ch.bexioclockodo.clockodo.CustomerProject;
import ch.bexioclockodo.clockodo.NumberedPages;
import ch.bexioclockodo.clockodo.Service;
import java.util.List;

/**
 * The lists of both systems that a plan compares. Each is named after the route that reads one page
 * of it ({@code direct:bexio-clockodo-call-NAME}).
 */
public final class MasterData {

  private static final int LIST_PAGE = 5000;
  private static final int USER_PAGE = 1000;

  private final OffsetPages<Contact> contacts =
      new OffsetPages<>("bexio-list-contacts", Contact::id);
  private final OffsetPages<Project> projects =
      new OffsetPages<>("bexio-list-projects", Project::id);
  private final OffsetPages<BusinessActivity> activities =
      new OffsetPages<>("bexio-list-business-activities", BusinessActivity::id);
  private final OffsetPages<BexioUser> users = new OffsetPages<>("bexio-list-users", BexioUser::id);
  private final OffsetPages<BexioUser> fictionalUsers =
      new OffsetPages<>("bexio-list-fictional-users", BexioUser::id);
  private final NumberedPages<Customer> customers =
      new NumberedPages<>("clockodo-list-customers", LIST_PAGE, Customer::id);
  private final NumberedPages<CustomerProject> customerProjects =
      new NumberedPages<>("clockodo-list-projects", LIST_PAGE, CustomerProject::id);
  private final NumberedPages<Service> services =
      new NumberedPages<>("clockodo-list-services", LIST_PAGE, Service::id);
  private final NumberedPages<ClockodoUser> clockodoUsers =
      new NumberedPages<>("clockodo-list-users", USER_PAGE, ClockodoUser::id);

  /** What an import compares. */
  public List<Object> getListsOfImport() {
    return List.of(
        contacts,
        projects,
        activities,
        users,
        fictionalUsers,
        customers,
        customerProjects,
        services,
        clockodoUsers);
  }

  /** What an export needs beside the links: names, and who stands behind a project. */
  public List<Object> getListsOfExport() {
    return List.of(projects, customers, customerProjects, services, clockodoUsers);
  }

  public List<Contact> contacts() {
    return contacts.getRows();
  }

  public List<Project> projects() {
    return projects.getRows();
  }

  public List<BusinessActivity> activities() {
    return activities.getRows();
  }

  public List<BexioUser> users() {
    return users.getRows();
  }

  public List<BexioUser> fictionalUsers() {
    return fictionalUsers.getRows();
  }

  public List<Customer> customers() {
    return customers.getRows();
  }

  public List<CustomerProject> customerProjects() {
    return customerProjects.getRows();
  }

  public List<Service> services() {
    return services.getRows();
  }

  public List<ClockodoUser> clockodoUsers() {
    return clockodoUsers.getRows();
  }
}
