package dev.tapedeck.storage.database;

import jakarta.persistence.EntityManager;

/** The tables of one engine. Their rows have the same state and the same names in queries whichever engine it is. */
public record Tables(
        CassetteRows<?> cassettes,
        TakeRows<?> takes,
        TakeModelRows<?> models,
        InteractionRows<?> interactions,
        OutcomeRows<?> outcomes) {

    /** Of the engine's persistence unit, for the transaction under way. */
    EntityManager entityManager() {
        return takes.getEntityManager();
    }
}
