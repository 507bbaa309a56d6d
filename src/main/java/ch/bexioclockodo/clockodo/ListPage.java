package ch.bexioclockodo.clockodo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * One page of a v3 or v4 list: {@code {"paging":{…},"data":[…]}} (facts: clockodo §3).
 *
 * @param <T> the record of a row
 */
public interface ListPage<T> {

  Paging paging();

  List<T> data();

  /** A page of customers. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Customers(Paging paging, List<Customer> data) implements ListPage<Customer> {}

  /** A page of projects. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Projects(Paging paging, List<CustomerProject> data) implements ListPage<CustomerProject> {}

  /** A page of services. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Services(Paging paging, List<Service> data) implements ListPage<Service> {}

  /** A page of lump sum services. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record LumpSumServices(Paging paging, List<LumpSumService> data)
      implements ListPage<LumpSumService> {}

  /** A page of users. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Users(Paging paging, List<ClockodoUser> data) implements ListPage<ClockodoUser> {}

  /** The user whose key is used: {@code /v4/users/me}. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Me(ClockodoUser data) {}
}
