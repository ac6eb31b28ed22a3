@echo off
rem The launcher for Windows. It keeps the contract of the shell script `jbang` beside it, see there, but for one thing:
rem it has JBang look at the sources on every start, which costs a second. Keeping builds would double its size.
rem
rem .jbang\setup.ps1 finds or fetches a JDK and JBang, and answers with lines of the form NAME=value.
setlocal DisableDelayedExpansion
for %%n in (READY ALIAS INSTALLED CLASS_PATH PROPERTIES PREFIX) do set "%%n="
set "FIRST=%~1"
for /f "tokens=1* delims==" %%n in ('powershell -NoProfile -ExecutionPolicy Bypass -File "%~dp0.jbang\setup.ps1"') do set "%%n=%%o"
if not defined READY exit /b 69

rem An alias of this repository means the same in every folder.
if defined ALIAS set PREFIX=run "-R=-Dbench.root=%~dp0." --catalog "%~dp0jbang-catalog.json"
if defined INSTALLED goto installed

set "JBANG_RUNTIME_SHELL=cmd"
set "JBANG_NO_VERSION_CHECK=true"
set "OUTPUT=%TEMP%\jbang-%RANDOM%%RANDOM%.txt"
set JBANG="%JAVA_HOME%\bin\java.exe" -XX:TieredStopAtLevel=1 %PROPERTIES% -cp "%CLASS_PATH%" dev.jbang.Main
rem JBang's own `catalog list` names other catalogs only.
if "%~1 %~2 %~3" == "catalog list " goto list
%JBANG% %PREFIX% %* >"%OUTPUT%"
set "CODE=%ERRORLEVEL%"
if not %CODE% == 255 (
  type "%OUTPUT%"
  del "%OUTPUT%"
  exit /b %CODE%
)
rem JBang exits with 255 to have a command line run in its place.
for /f "usebackq delims=" %%l in ("%OUTPUT%") do set "OUTPUT_LINE=%%l"
del "%OUTPUT%"
%OUTPUT_LINE%
exit /b %ERRORLEVEL%

:list
%JBANG% alias list --file "%~dp0jbang-catalog.json"
exit /b %ERRORLEVEL%

:installed
call "%INSTALLED%" %PREFIX% %*
exit /b %ERRORLEVEL%
