package ch.bexioclockodo.app;

import ch.bexioclockodo.console.Passwords;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Makes of a password what the settings keep of it. */
@Command(
    name = "hash-password",
    description = "Print the bcrypt hash of a password, for bexio-clockodo.http.password-hash.")
final class HashPasswordCommand extends CommonOptions implements Callable<Integer> {

  @Override
  public Integer call() throws IOException {
    Console person = System.console();
    String password = person == null ? line() : new String(person.readPassword("password: "));
    if (!Passwords.isUsable(password)) {
      throw new ConfigurationException(
          "a password has 10 characters or more, and at most 72 bytes");
    }
    spec.commandLine().getOut().println(Passwords.hash(password));
    return 0;
  }

  /** What a script writes. */
  private static String line() throws IOException {
    String line =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    return line == null ? "" : line;
  }
}
