# syntax=docker/dockerfile:1
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source

# Project files first: the restored packages stay cached until one of these changes.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY eng/BlazorScript.targets eng/
COPY eng/Microsoft.SqlServer.Server/*.csproj eng/Microsoft.SqlServer.Server/packages.lock.json eng/Microsoft.SqlServer.Server/
COPY PromoConsole.Engine/*.csproj PromoConsole.Engine/packages.lock.json PromoConsole.Engine/
COPY PromoConsole/*.csproj PromoConsole/packages.lock.json PromoConsole/
RUN dotnet restore PromoConsole --locked-mode

COPY . .
RUN dotnet publish PromoConsole --no-restore --configuration Release --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
RUN mkdir /data && chown "$APP_UID" /data
USER $APP_UID
VOLUME /data
EXPOSE 8080

# The image has no curl; bash alone can ask.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]

ENTRYPOINT ["dotnet", "PromoConsole.dll"]
CMD ["--urls", "http://+:8080", "--data", "/data"]
