# What the launcher fetches the first time, each thing once. Sourced by ../jbang, whose functions and variables it uses.

releases=${JBANG_RELEASES:-https://github.com/jbangdev/jbang/releases/download}
copy_plugin=org.apache.maven.plugins:maven-dependency-plugin:3.9.0

# With an older JDK, which is enough for JBang itself, JBang can fetch a newer one.
fetch_jdk() {
  how="JDK $needed or newer is needed:
  Debian, Ubuntu   apt install openjdk-25-jdk
  macOS            brew install openjdk
  Windows          winget install EclipseAdoptium.Temurin.25.JDK
  elsewhere        https://adoptium.net, and set JAVA_HOME to where you unpacked it"
  [ -n "$older" ] || fail "found no JDK in JAVA_HOME, on PATH or in the usual places. $how"
  say "found only JDK $older_release, in $older; JBang fetches JDK $needed"
  java_home=$older
  find_jbang
  make_work "$cache"
  run become_jbang jdk install "$needed"
  reason=$(plain_log | sed -n 's/^\[jbang\] *\[ERROR\] *//p' | head -n 1)
  rm -rf "$work"
  find_jdk ||
    fail "found only JDK $older_release, in $older, and JBang fetched no newer one: ${reason:-no reason given}
$how"
}

# Sees to it that our own JBang is in $cache.
fetch_jbang() {
  make_work "$cache"
  mkdir "$work/lib"
  say "fetching JBang, once, into $cache"
  if command -v mvn >/dev/null; then with_maven; else with_archive; fi
  publish "$work/lib" "$cache"
}

with_maven() {
  cat >"$work/pom.xml" <<POM
<project>
  <modelVersion>4.0.0</modelVersion><groupId>jbang</groupId><artifactId>jbang</artifactId><version>1</version>
  <packaging>pom</packaging>
  <build><plugins><plugin>
    <groupId>org.apache.maven.plugins</groupId><artifactId>maven-dependency-plugin</artifactId>
    <configuration><artifactItems>
$(sed -n 's|^[0-9a-f]*  \(.*\):\(.*\):\(.*\)|<artifactItem><groupId>\1</groupId><artifactId>\2</artifactId>\
<version>\3</version></artifactItem>|p' "$checksums")
    </artifactItems></configuration>
  </plugin></plugins></build>
</project>
POM
  set -- mvn -B -U -q -Dstyle.color=never -f "$work/pom.xml" "$copy_plugin:copy" "-DoutputDirectory=$work/lib"
  # Java takes the home from the password file; the user's word for it is HOME.
  set -- env JDK_JAVA_OPTIONS="${JDK_JAVA_OPTIONS:-} $quick \"-Duser.home=$user\"" "$@"
  # It runs on the user's Java, unless there is none.
  if [ -n "${JAVA_HOME:-}" ]; then [ -x "$JAVA_HOME/bin/java" ]; else command -v java >/dev/null; fi ||
    set -- env JAVA_HOME="$java_home" "$@"
  if ! run "$@"; then
    reason=$(plain_log | sed -n -e 's/ -> \[Help.*//' -e 's/^\[ERROR\] \(.*\(Could not transfer\)\)*/\2/p' | head -n 1)
    fail "Maven could not fetch JBang: ${reason:-$(plain_log)}
Check the network, and the mirrors and proxies in Maven's settings.xml; or install JBang: https://www.jbang.dev"
  fi
  sed -n 's/^\([0-9a-f]*\)  .*:\(.*\):\(.*\)/\1 \2-\3.jar/p' "$checksums" >"$work/sums"
  while read -r sum jar; do check_sum "$work/lib/$jar" "$sum"; done <"$work/sums"
}

with_archive() {
  sum=$(sed -n "s/  $archive\$//p" "$checksums")
  version=${archive#jbang-}
  url=$releases/v${version%.zip}/$archive
  if command -v curl >/dev/null; then
    set -- curl -fsSL --connect-timeout 30 --speed-time 60 --speed-limit 1 -o "$work/$archive" "$url"
  elif command -v wget >/dev/null; then
    set -- wget -nv -t 1 -T 60 -O "$work/$archive" "$url"
  else
    fail "found no JBang, and none of Maven, curl and wget to fetch it with. Install one of the four."
  fi
  run "$@" || fail "could not download $url: $(sed '/^$/d' "$work/log" | tail -n 1)
Check the network and https_proxy; or install Maven, or JBang: https://www.jbang.dev"
  check_sum "$work/$archive" "$sum"
  (cd "$work" && "$java_home/bin/jar" xf "$archive" && mv "${archive%.zip}/bin/jbang.jar" lib) ||
    fail "cannot unpack $archive in ${work%/*}. Is the disk full?"
}

# Ends this script unless file $1 has the SHA-256 $2.
check_sum() {
  [ -f "$1" ] || fail "${1##*/} did not arrive. Try again."
  if command -v sha256sum >/dev/null; then found=$(sha256sum <"$1"); else found=$(shasum -a 256 <"$1"); fi
  [ "${found%% *}" = "$2" ] || fail "${1##*/} has the wrong SHA-256, so nothing was installed.
  expected $2
  found    ${found%% *}
It was changed on its way here. Ask who runs your mirror or proxy, and delete it from Maven's local repository."
}
