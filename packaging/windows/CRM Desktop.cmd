@echo off
rem Double-click in the Explorer: starts CRM Desktop without a console window.
setlocal
set "main=%~dp0..\..\main.py"
where pyw >nul 2>nul && (start "" pyw -3 "%main%" & exit /b)
where pythonw >nul 2>nul && (start "" pythonw "%main%" & exit /b)
echo CRM Desktop needs Python 3.11 or newer. Get it from https://www.python.org/downloads/ and start again.
pause
