package ch.bexioclockodo.run;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;

/** How an owner of the lock is called, so that whoever is refused knows whom to ask. */
final class LockOwner {

  private LockOwner() {}

  /**
   * @param by who asks
   * @param what what is being done
   */
  static String of(String by, String what, Instant since) {
    return by
        + " on "
        + host()
        + ", process "
        + ManagementFactory.getRuntimeMXBean().getPid()
        + ", "
        + what
        + " since "
        + since;
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException unnamed) {
      return "this machine";
    }
  }
}
