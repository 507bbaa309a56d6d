package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.OffsetPages;
import ch.bexioclockodo.clockodo.ClockodoUser;
import ch.bexioclockodo.clockodo.Customer;
import ch.bexioclockodo.clockodo.CustomerProject;
import ch.bexioclockodo.clockodo.ListPage;
import ch.bexioclockodo.clockodo.NumberedPages;
import ch.bexioclockodo.clockodo.Paging;
import ch.bexioclockodo.clockodo.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Master data as the routes hand it over: page by page, list by list. */
final class MasterDataSamples {

  private final Map<String, List<?>> rows = new HashMap<>();

  MasterDataSamples with(String list, Object... things) {
    rows.put(list, List.of(things));
    return this;
  }

  @SuppressWarnings("unchecked")
  MasterData read() {
    MasterData data = new MasterData();
    for (Object list : data.getListsOfImport()) {
      if (list instanceof OffsetPages<?> pages) {
        List<Object> things = (List<Object>) rows.getOrDefault(pages.getName(), List.of());
        ((OffsetPages<Object>) pages).take(things);
        if (pages.isMore()) {
          ((OffsetPages<Object>) pages).take(things.subList(things.size() - 1, things.size()));
        }
      } else {
        NumberedPages<Object> pages = (NumberedPages<Object>) list;
        pages.take((ListPage<Object>) page(pages.getName()));
      }
    }
    return data;
  }

  @SuppressWarnings("unchecked")
  private ListPage<?> page(String name) {
    List<?> things = rows.getOrDefault(name, List.of());
    Paging paging = new Paging(5000, 1, things.isEmpty() ? 0 : 1, things.size());
    return switch (name) {
      case "clockodo-list-customers" -> new ListPage.Customers(paging, (List<Customer>) things);
      case "clockodo-list-projects" ->
          new ListPage.Projects(paging, (List<CustomerProject>) things);
      case "clockodo-list-services" -> new ListPage.Services(paging, (List<Service>) things);
      default -> new ListPage.Users(paging, (List<ClockodoUser>) things);
    };
  }
}
