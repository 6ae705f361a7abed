package dev.vitrine.gateway.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class K8sManifestsTest {

  private static final Path K8S = Path.of("..", "k8s");
  private static final Path BASE = K8S.resolve("base");
  private static final Path SHARDED = K8S.resolve("overlays/sharded");

  @Test
  void everyManifestIsKnownToTheLastField() throws IOException {
    List<Path> files = Manifests.in(K8S);
    assertTrue(files.size() >= 8, "found " + files);
    for (Path file : files) {
      assertNotNull(Manifests.read(file).getMetadata().getName(), file.toString());
    }
  }

  @Test
  void aMisspeltFieldFails() throws IOException {
    String yaml = Files.readString(BASE.resolve("deployment.yaml"));
    String misspelt = yaml.replace("readOnlyRootFilesystem", "readOnlyRootFileSystem");
    assertNotEquals(yaml, misspelt);
    assertThrows(UnrecognizedPropertyException.class, () -> Manifests.parse(misspelt));
  }

  @Test
  void everyFileIsListedAndEveryListedFileIsThere() throws IOException {
    for (Path folder : List.of(BASE, K8S.resolve("overlays/production"), SHARDED)) {
      JsonNode kustomization = Manifests.tree(folder.resolve("kustomization.yaml"));
      Set<String> listed = new TreeSet<>();
      kustomization.path("resources").forEach(node -> listed.add(node.asText()));
      kustomization.path("patches").forEach(node -> listed.add(node.path("path").asText()));
      Set<String> there = new TreeSet<>();
      Manifests.in(folder).forEach(file -> there.add(String.valueOf(file.getFileName())));
      assertTrue(listed.containsAll(there), "not listed in " + folder + ": " + there);
      for (String name : listed) {
        assertTrue(Files.exists(folder.resolve(name)), "listed, but not there: " + name);
      }
    }
  }

  @Test
  void theGatewayRunsWithoutPrivileges() throws IOException {
    PodSpec pod = pod();
    assertFalse(pod.getAutomountServiceAccountToken());
    assertTrue(pod.getSecurityContext().getRunAsNonRoot());
    assertTrue(pod.getSecurityContext().getRunAsUser() > 0);
    assertEquals("RuntimeDefault", pod.getSecurityContext().getSeccompProfile().getType());
    assertEquals(1, pod.getContainers().size());
    Container gateway = pod.getContainers().get(0);
    assertTrue(gateway.getSecurityContext().getReadOnlyRootFilesystem());
    assertFalse(gateway.getSecurityContext().getAllowPrivilegeEscalation());
    assertEquals(List.of("ALL"), gateway.getSecurityContext().getCapabilities().getDrop());
    assertTrue(gateway.getSecurityContext().getCapabilities().getAdd().isEmpty());
    for (Volume volume : pod.getVolumes()) {
      assertEquals(null, volume.getHostPath(), volume.getName());
    }
    assertTrue(
        gateway.getVolumeMounts().stream().anyMatch(mount -> mount.getMountPath().equals("/tmp")));
    assertNotNull(gateway.getResources().getLimits().get("memory"));
    assertNotNull(gateway.getResources().getRequests().get("cpu"));
  }

  @Test
  void theProbesAskTheHealthEndpoints() throws IOException {
    Container gateway = pod().getContainers().get(0);
    Map<String, Probe> probes =
        Map.of(
            "/q/health/started", gateway.getStartupProbe(),
            "/q/health/live", gateway.getLivenessProbe(),
            "/q/health/ready", gateway.getReadinessProbe());
    probes.forEach(
        (path, probe) -> {
          assertEquals(path, probe.getHttpGet().getPath());
          assertEquals("http", probe.getHttpGet().getPort().getStrVal());
        });
    assertEquals(8080, gateway.getPorts().get(0).getContainerPort());
  }

  @Test
  void theSelectorsMeanTheSamePods() throws IOException {
    Deployment deployment = deployment();
    Map<String, String> labels = deployment.getSpec().getTemplate().getMetadata().getLabels();
    for (Map<String, String> selector :
        List.of(
            deployment.getSpec().getSelector().getMatchLabels(),
            Manifests.read(BASE.resolve("service.yaml"), Service.class).getSpec().getSelector(),
            policy().getSpec().getPodSelector().getMatchLabels(),
            Manifests.read(BASE.resolve("poddisruptionbudget.yaml"), PodDisruptionBudget.class)
                .getSpec()
                .getSelector()
                .getMatchLabels())) {
      assertFalse(selector.isEmpty());
      assertTrue(labels.entrySet().containsAll(selector.entrySet()), selector.toString());
    }
  }

  @Test
  void theNetworkIsClosedButForWhatIsNamed() throws IOException {
    NetworkPolicy policy = policy();
    assertEquals(List.of("Ingress", "Egress"), policy.getSpec().getPolicyTypes());
    policy
        .getSpec()
        .getIngress()
        .forEach(
            rule -> {
              assertFalse(rule.getFrom().isEmpty());
              assertEquals(8080, rule.getPorts().get(0).getPort().getIntVal());
            });
    policy.getSpec().getEgress().forEach(rule -> assertFalse(rule.getTo().isEmpty()));
    policy.getSpec().getEgress().forEach(rule -> assertFalse(rule.getPorts().isEmpty()));
  }

  @Test
  void onlyReplicasThatShareTheLogOutAreMany() throws IOException {
    assertEquals(1, deployment().getSpec().getReplicas());
    assertEquals("Recreate", deployment().getSpec().getStrategy().getType());
    Deployment sharded = Manifests.read(SHARDED.resolve("deployment.yaml"), Deployment.class);
    assertTrue(sharded.getSpec().getReplicas() > 1);
    Map<String, EnvVar> env =
        sharded.getSpec().getTemplate().getSpec().getContainers().get(0).getEnv().stream()
            .collect(Collectors.toMap(EnvVar::getName, variable -> variable));
    assertEquals("1", variable(env, "VITRINE_LOG_SHARDS").getValue());
    // the data folder is shared, so each needs a name of its own
    assertEquals(
        "metadata.name",
        variable(env, "VITRINE_LOG_WRITER").getValueFrom().getFieldRef().getFieldPath());
    assertEquals(
        List.of("ReadWriteMany"),
        Manifests.read(SHARDED.resolve("persistentvolumeclaim.yaml"), PersistentVolumeClaim.class)
            .getSpec()
            .getAccessModes());
  }

  private static EnvVar variable(Map<String, EnvVar> env, String name) {
    EnvVar variable = env.get(name);
    assertNotNull(variable, name);
    return variable;
  }

  @Test
  void noSecretIsInGit() throws IOException {
    assertEquals(
        "vitrine", pod().getContainers().get(0).getEnvFrom().get(1).getSecretRef().getName());
    for (Path file : Manifests.in(K8S)) {
      assertNotEquals("Secret", Manifests.read(file).getKind(), file.toString());
      JsonNode data = Manifests.tree(file).path("data");
      data.fieldNames()
          .forEachRemaining(
              name ->
                  assertFalse(
                      name.contains("PASSWORD") || name.contains("SECRET"), file + ": " + name));
    }
  }

  private static Deployment deployment() throws IOException {
    return Manifests.read(BASE.resolve("deployment.yaml"), Deployment.class);
  }

  private static PodSpec pod() throws IOException {
    return deployment().getSpec().getTemplate().getSpec();
  }

  private static NetworkPolicy policy() throws IOException {
    return Manifests.read(BASE.resolve("networkpolicy.yaml"), NetworkPolicy.class);
  }
}
