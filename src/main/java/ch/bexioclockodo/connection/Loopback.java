package ch.bexioclockodo.connection;

import java.net.URI;
import java.util.regex.Pattern;

/** Whether a host is this machine itself, so that what is said there leaves it nowhere. */
public final class Loopback {

  private static final Pattern OWN =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|::1|\\[::1]", Pattern.CASE_INSENSITIVE);

  private Loopback() {}

  /**
   * @param host a name or an address; nobody is asked what a name stands for
   */
  public static boolean is(String host) {
    return host != null && OWN.matcher(host).matches();
  }

  /** Whether what is sent to an address can be read by nobody on the way. */
  public static boolean isPrivate(URI address) {
    return "https".equalsIgnoreCase(address.getScheme()) || is(address.getHost());
  }
}
