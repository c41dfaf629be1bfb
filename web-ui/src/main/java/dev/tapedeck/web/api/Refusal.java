package dev.tapedeck.web.api;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** A request that the REST API refuses. It passes through the converters of parameters as it is. */
final class Refusal extends WebApplicationException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient List<ViolationView> violations;

    Refusal(Problem problem, String detail, List<ViolationView> violations) {
        super(detail, Response.status(problem.status()).build());
        this.problem = problem;
        this.violations = List.copyOf(violations);
    }

    Refusal(Problem problem, String detail) {
        this(problem, detail, List.of());
    }

    static Refusal invalid(List<ViolationView> violations) {
        String detail =
                String.join(" ", violations.stream().map(ViolationView::message).toList());
        return new Refusal(Problem.INVALID_REQUEST, detail, violations);
    }

    static Refusal member(String pointer, String message) {
        return invalid(List.of(ViolationView.at(pointer, message)));
    }

    static Refusal parameter(String name, String message) {
        return invalid(List.of(ViolationView.of(name, message)));
    }

    Problem problem() {
        return problem;
    }

    List<ViolationView> violations() {
        return violations;
    }
}
