package dev.vitrine.proofs.presentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples in the package's documentation compile, run, and come out as they say. */
class JavadocExamplesTest {
  private static final Pattern BLOCK =
      Pattern.compile("<pre>\\{@code\\n(.*?)\\* }</pre>", Pattern.DOTALL);

  @Test
  void examplesCompileAndRun(@TempDir Path folder) throws Exception {
    Path documented =
        Path.of("src", "main", "java", "dev", "vitrine", "proofs", "presentation")
            .resolve("package-info.java");
    StringBuilder body = new StringBuilder();
    Matcher blocks = BLOCK.matcher(Files.readString(documented));
    int count = 0;
    while (blocks.find()) {
      blocks
          .group(1)
          .lines()
          .forEach(line -> body.append(line.replaceFirst("^ \\* ?", "")).append('\n'));
      count++;
    }
    assertEquals(2, count);
    Path source = folder.resolve("Example.java");
    Files.writeString(
        source,
        "import dev.vitrine.proofs.presentation.*;\n"
            + "import java.math.BigDecimal;\n"
            + "import java.util.*;\n"
            + "public class Example extends ExampleSetting {\n"
            + "  @Override public void run() throws Exception {\n"
            + body
            + "  }\n}\n");
    compile(folder, source);
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      ExampleSetting example =
          (ExampleSetting) loader.loadClass("Example").getConstructor().newInstance();
      example.run();
      assertTrue(example.printed.contains("range: 2 bounds hold"), example.printed.toString());
    }
  }

  private static void compile(Path folder, Path source) throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter out = new StringWriter();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      boolean compiled =
          compiler
              .getTask(
                  out,
                  files,
                  null,
                  List.of(
                      "-d", folder.toString(), "-cp", System.getProperty("java.class.path", "")),
                  null,
                  files.getJavaFileObjects(source))
              .call();
      assertTrue(compiled, out.toString());
    }
  }
}
