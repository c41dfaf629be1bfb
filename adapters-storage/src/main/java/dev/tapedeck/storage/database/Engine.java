package dev.tapedeck.storage.database;

import java.util.Optional;

/**
 * What differs between the databases.
 *
 * @param name of the datasource, the persistence unit and the folder of migrations
 * @param shared whether several nodes may use the same database at once
 * @param forceToDisk what makes a commit survive a power cut, if the engine doesn't see to that itself
 */
public record Engine(String name, Tables tables, boolean shared, Optional<String> forceToDisk) {}
