"""A tool that checks whether devices can join, tested against a laptop that is about to be stuck."""
import os
import subprocess
import sys

# Stands for the tool under test: any program that asks the cloud by its real names.
TOOL = """
import json, sys, urllib.request
with urllib.request.urlopen("https://enterpriseregistration.windows.net/contoso.com/discover?api-version=1.7") as answer:
    print(json.load(answer)["TenantInfo"]["TenantName"])
"""


def run_tool(lab):
    return subprocess.run([sys.executable, "-c", TOOL], env={**os.environ, **lab.environment}, capture_output=True, text=True, timeout=60)


def test_pending_then_repaired_then_registered(lab):
    lab.until({"portal.registered": "Pending"})
    tool = run_tool(lab)
    assert (tool.returncode, tool.stdout.strip()) == (0, "contoso.com")

    lab.advance("2m")
    lab.do('helpdesk runs "dsregcmd /join" as admin')
    lab.advance("30m")
    assert lab.field("dsregcmd.AzureAdJoined") == "YES"
    assert lab.field("portal.registered") != "Pending"


def test_the_tool_says_so_when_the_service_is_overloaded(lab):
    lab.do("fault drs-busy on")
    assert "503" in run_tool(lab).stderr
    lab.do("fault drs-busy off")
    assert run_tool(lab).returncode == 0
