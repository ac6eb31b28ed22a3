# What the launcher for Windows needs: finds or fetches a JDK and JBang, as the shell script `jbang` does, see there.
# Answers with lines of the form NAME=value on standard output. FIRST is the first word of the command line.
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'    # the progress bar makes downloads many times slower
[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12

$needed = 25
$oldestJBang = [version] '0.127.18'
$copyPlugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.9.0'
$releases = 'https://github.com/jbangdev/jbang/releases/download'
if ($env:JBANG_RELEASES) { $releases = $env:JBANG_RELEASES }
$jbangDir = if ($env:JBANG_DIR) { $env:JBANG_DIR } else { "$HOME\.jbang" }
$jbangCache = if ($env:JBANG_CACHE_DIR) { $env:JBANG_CACHE_DIR } else { "$jbangDir\cache" }

function Say([string] $message) { [Console]::Error.WriteLine("jbang: $message") }

function Fail([string] $message) {
    Say $message
    exit 69
}

# The files that may be fetched: their sums, and their names, which are of the form group:artifact:version or a file's.
$checksums = Get-Content "$PSScriptRoot\checksums" | Where-Object { $_ -match '^[0-9a-f]{64}  ' } |
    ForEach-Object { [pscustomobject] @{ Sum = $_.Substring(0, 64); Name = $_.Substring(66).Trim() } }
$archive = $checksums | Where-Object { $_.Name -like '*.zip' }
$release = $archive.Name -replace '\.zip$'
$jars = $checksums | Where-Object { $_.Name -notlike '*.zip' }
$cache = "$env:LOCALAPPDATA\gossip-glomers\$release"

# The feature release of the JDK in a folder, 0 where there is none.
function Get-Release([string] $jdk) {
    if ($jdk -and (Test-Path "$jdk\bin\javac.exe") -and (Test-Path "$jdk\release")) {
        if ((Get-Content "$jdk\release" -Raw) -match 'JAVA_VERSION="(?:1\.)?(\d+)') { return [int] $Matches[1] }
    }
    return 0
}

# The folders of all JDKs, in the order in which they are asked.
function Get-Jdks {
    $env:JAVA_HOME
    $java = Get-Command java.exe -ErrorAction SilentlyContinue | Select-Object -First 1
    if ($java) { Split-Path (Split-Path $java.Source) }
    $places = "$env:ProgramFiles\Java\*", "$env:ProgramFiles\Eclipse Adoptium\*", "$env:ProgramFiles\Microsoft\jdk*",
        "$env:ProgramFiles\Amazon Corretto\*", "$env:ProgramFiles\Zulu\*", "$HOME\scoop\apps\*jdk*\current",
        "$HOME\.jdks\*", "$jbangCache\jdks\*"
    Get-Item $places -ErrorAction SilentlyContinue | ForEach-Object { $_.FullName }
}

function Find-Jdk { Get-Jdks | Where-Object { (Get-Release $_) -ge $needed } | Select-Object -First 1 }

function Confirm-Sum([string] $file, [string] $sum) {
    $name = Split-Path $file -Leaf
    if (-not (Test-Path $file)) { Fail "$name did not arrive. Try again." }
    $found = (Get-FileHash $file -Algorithm SHA256).Hash.ToLower()
    if ($found -ne $sum) {
        Fail ("$name has the wrong SHA-256, so nothing was installed.`n  expected $sum`n  found    $found`nIt was " +
            "changed on its way here. Ask who runs your mirror or proxy, and delete it from Maven's local repository.")
    }
}

function Copy-WithMaven([string] $work) {
    $items = foreach ($jar in $jars) {
        $group, $artifact, $version = $jar.Name -split ':'
        "<artifactItem><groupId>$group</groupId><artifactId>$artifact</artifactId>"
        "<version>$version</version></artifactItem>"
    }
    @"
<project>
  <modelVersion>4.0.0</modelVersion><groupId>jbang</groupId><artifactId>jbang</artifactId><version>1</version>
  <packaging>pom</packaging>
  <build><plugins><plugin>
    <groupId>org.apache.maven.plugins</groupId><artifactId>maven-dependency-plugin</artifactId>
    <configuration><artifactItems>$items</artifactItems></configuration>
  </plugin></plugins></build>
</project>
"@ | Set-Content "$work\pom.xml" -Encoding ASCII
    # cmd redirects, because PowerShell takes a line on standard error for an exception.
    cmd /c "mvn -B -U -q -f ""$work\pom.xml"" ${copyPlugin}:copy ""-DoutputDirectory=$work\lib"" >""$work\log"" 2>&1 <nul"
    if ($LASTEXITCODE -ne 0) {
        $line = Get-Content "$work\log" | Select-String 'ERROR' | Select-Object -First 1
        $reason = $line -replace '.*(Could not transfer)', '$1'
        Fail ("Maven could not fetch JBang: $reason`nCheck the network, and the mirrors and proxies in Maven's " +
            'settings.xml; or install JBang: https://www.jbang.dev')
    }
    foreach ($jar in $jars) {
        $group, $artifact, $version = $jar.Name -split ':'
        Confirm-Sum "$work\lib\$artifact-$version.jar" $jar.Sum
    }
}

function Copy-FromArchive([string] $work) {
    $url = "$releases/v$($release -replace '^jbang-')/$($archive.Name)"
    $file = "$work\$($archive.Name)"
    try {
        Invoke-WebRequest $url -OutFile $file -UseBasicParsing
    } catch {
        Fail "could not download ${url}: $_`nCheck network and proxy; or install Maven, or JBang: https://www.jbang.dev"
    }
    Confirm-Sum $file $archive.Sum
    Expand-Archive $file $work
    Move-Item "$work\$release\bin\jbang.jar" "$work\lib"
}

# Fills the cache, in a folder beside it first: whatever happens on the way, a cache that is there is whole.
function Install-JBang {
    $work = "$cache.$([guid]::NewGuid())"
    New-Item "$work\lib" -ItemType Directory -Force | Out-Null
    try {
        Say "fetching JBang, once, into $cache"
        if (Get-Command mvn -ErrorAction SilentlyContinue) { Copy-WithMaven $work } else { Copy-FromArchive $work }
        # Another launcher may have been first; its files are as good.
        try { Move-Item "$work\lib" $cache } catch { if (-not (Test-Path $cache)) { throw } }
    } finally {
        Remove-Item $work -Recurse -Force -ErrorAction SilentlyContinue
    }
}

# The command of an installed JBang that is new enough, or nothing. Another clone's launcher is none.
function Find-JBang {
    $commands = @(Get-Command jbang.cmd -All -ErrorAction SilentlyContinue | ForEach-Object { $_.Source }) +
        "$jbangDir\bin\jbang.cmd"
    foreach ($command in $commands) {
        if (-not (Test-Path $command) -or (Test-Path "$(Split-Path $command)\.jbang\checksums")) { continue }
        $version = cmd /c """$command"" --version 2>nul" | Select-Object -First 1
        if ($version -match '^\d+\.\d+\.\d+$' -and [version] $version -ge $oldestJBang) { return $command }
        return
    }
}

trap { Fail "$_" }

$jdk = Find-Jdk
$older = Get-Jdks | Where-Object { Get-Release $_ } | Select-Object -First 1
$how = @"
JDK $needed or newer is needed:
  Debian, Ubuntu   apt install openjdk-25-jdk
  macOS            brew install openjdk
  Windows          winget install EclipseAdoptium.Temurin.25.JDK
  elsewhere        https://adoptium.net, and set JAVA_HOME to where you unpacked it
"@
if (-not $jdk -and -not $older) { Fail "found no JDK in JAVA_HOME, on PATH or in the usual places. $how" }

$env:JAVA_HOME = if ($jdk) { $jdk } else { $older }
$installed = Find-JBang
if (-not $installed -and -not (Test-Path $cache)) { Install-JBang }

if (-not $jdk) {
    Say "found only JDK $(Get-Release $older), in $older; JBang fetches JDK $needed"
    $jbang = if ($installed) { """$installed""" } else { """$older\bin\java.exe"" -cp ""$cache\*"" dev.jbang.Main" }
    $log = cmd /c "$jbang jdk install $needed 2>&1"
    $jdk = Find-Jdk
    if (-not $jdk) {
        $reason = ($log | Select-String 'ERROR' | Select-Object -First 1) -replace '.*ERROR\] *'
        Fail "found only JDK $(Get-Release $older), in $older, and JBang could not fetch a newer one: $reason`n$how"
    }
}

"JAVA_HOME=$jdk"
$catalog = Get-Content "$PSScriptRoot\..\jbang-catalog.json" -Raw | ConvertFrom-Json
if ($catalog.aliases.PSObject.Properties.Name -contains $env:FIRST) { 'ALIAS=yes' }
if ($installed) {
    "INSTALLED=$installed"
} else {
    "CLASS_PATH=$cache\*"
    # JBang reads the user's settings.xml as Maven does. Of Maven's own and of MAVEN_OPTS it must be told.
    $maven = Get-Command mvn.cmd -ErrorAction SilentlyContinue | Select-Object -First 1
    if ($maven -and -not $env:MAVEN_HOME) { "MAVEN_HOME=$(Split-Path (Split-Path $maven.Source))" }
    $properties = @('-Daether.connector.http.useSystemProperties=true') + ("$env:MAVEN_OPTS" -split ' +' -like '-D*')
    "PROPERTIES=$($properties -join ' ')"
}
'READY=yes'
