@echo off
rem Taojin: builds itself when a source has changed, then runs. taojin --help
setlocal
dotnet --list-sdks 2>nul | findstr /b "10." >nul || (echo Taojin needs the .NET 10 SDK: https://dotnet.microsoft.com/download/dotnet/10.0 1>&2 & exit /b 1)
dotnet publish "%~dp0src\Taojin.Cli" -c Release -o "%~dp0artifacts\taojin" -nologo -v quiet 1>&2 || exit /b 1
"%~dp0artifacts\taojin\taojin.exe" %*
