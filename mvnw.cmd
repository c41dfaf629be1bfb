@echo off
rem Runs Maven for Tapedeck with a JDK of at least 21. On Windows install both; this script says what is missing.
setlocal
where mvn >nul 2>nul
if errorlevel 1 (
  echo mvnw: no Maven found. Install Maven 3.9 or newer and run this again. 1>&2
  exit /b 1
)
rem Dev mode needs the modules compiled in the same run; see mvnw.
if "%1"=="quarkus:dev" (
  mvn -pl "!integration-tests" process-test-classes %*
) else (
  mvn %*
)
