# The packages that the pages load in the browser.
FROM node:22-slim AS pages
WORKDIR /pages
COPY src/SupportDesk.Web/package.json src/SupportDesk.Web/package-lock.json src/SupportDesk.Web/.npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
COPY --from=pages /pages/node_modules src/SupportDesk.Web/node_modules
# Newer than the lock file, npm's own stamp tells the build that the packages are there; so it needs no Node.js.
RUN touch src/SupportDesk.Web/node_modules/.package-lock.json \
    && dotnet publish src/SupportDesk.Web --configuration Release --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# MongoDB's C driver has another name in each release of Debian and Ubuntu; the desk knows the library of all of them.
RUN apt-get update \
    && driver=$(apt-cache pkgnames libmongoc | grep -E '^libmongoc(-1\.0-0(t64)?|2-2)$' | sort | head -n 1) \
    && apt-get install --yes --no-install-recommends libsqlite3-0 "${driver:?This release has no package of the MongoDB C driver.}" \
    && rm -rf /var/lib/apt/lists/* \
    && install --directory --owner="$APP_UID" --group="$APP_UID" /data
WORKDIR /app
COPY --from=build /app .
USER $APP_UID
ENV ASPNETCORE_HTTP_PORTS=8080 DATA_FOLDER=/data
EXPOSE 8080
VOLUME /data
# The image has no HTTP client, but its bash can speak enough HTTP.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && read -r _ code _ <&3 && [ \"$code\" = 200 ]"]
ENTRYPOINT ["dotnet", "SupportDesk.Web.dll"]
