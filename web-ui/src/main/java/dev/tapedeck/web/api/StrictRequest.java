package dev.tapedeck.web.api;

import dev.tapedeck.exchange.Suggestion;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses query parameters that an operation doesn't know, or that come twice. */
final class StrictRequest {
    private final Map<Method, List<String>> known = new ConcurrentHashMap<>();

    @ServerRequestFilter
    void check(ContainerRequestContext request, ResourceInfo resource) {
        if (!isOfTheApi(resource)) {
            return;
        }
        List<String> parameters = known.computeIfAbsent(resource.getResourceMethod(), StrictRequest::parameters);
        List<ViolationView> violations = new ArrayList<>();
        request.getUriInfo().getQueryParameters().forEach((name, values) -> {
            if (!parameters.contains(name)) {
                violations.add(ViolationView.of(name, Suggestion.unknown("query parameter", name, parameters)));
            } else if (values.size() > 1) {
                violations.add(ViolationView.of(name, "The query parameter '%s' stands there twice.".formatted(name)));
            }
        });
        if (!violations.isEmpty()) {
            throw Refusal.invalid(violations);
        }
    }

    private static boolean isOfTheApi(ResourceInfo resource) {
        Class<?> declaring = resource.getResourceClass();
        return declaring != null && declaring.getPackageName().equals(StrictRequest.class.getPackageName());
    }

    private static List<String> parameters(Method method) {
        return Arrays.stream(method.getParameters())
                .flatMap(StrictRequest::annotated)
                .flatMap(element -> Stream.ofNullable(element.getAnnotation(QueryParam.class)))
                .map(QueryParam::value)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The parameter itself, or the members of a group of them. */
    private static Stream<? extends AnnotatedElement> annotated(Parameter parameter) {
        return parameter.isAnnotationPresent(BeanParam.class)
                ? Arrays.stream(parameter.getType().getDeclaredFields())
                : Stream.of(parameter);
    }
}
