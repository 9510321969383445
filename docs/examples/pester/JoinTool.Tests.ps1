# Pester 5: a script that needs Azure AD, tested against a laptop that is about to be stuck.
# Invoke-Pester docs/examples/pester -Output Detailed   (joinlab on the PATH, PowerShell 7)

BeforeAll {
    $script:output = New-TemporaryFile
    $ports = '--port', '0', '--proxy-port', '0', '--control-port', '0'
    $script:server = Start-Process joinlab -ArgumentList (@('serve', 'vpn/logoff-loses-dc') + $ports + '--json') -RedirectStandardOutput $output -PassThru
    while (-not (Get-Content $output)) { Start-Sleep -Milliseconds 200 }
    $script:lab = (Get-Content $output -First 1 | ConvertFrom-Json).environment

    function Invoke-Lab($Method, $Path, $Body) {
        $call = @{ Method = $Method; Uri = $lab.JOINLAB_CONTROL + $Path; NoProxy = $true; Headers = @{ Authorization = "Bearer $($lab.JOINLAB_TOKEN)" } }
        if ($Body) { $call.Body = ConvertTo-Json $Body; $call.ContentType = 'application/json' }
        Invoke-RestMethod @call
    }

    # Stands for the script under test.
    function Test-JoinService {
        Invoke-RestMethod 'https://enterpriseregistration.windows.net/contoso.com/discover?api-version=1.7' -Proxy $lab.HTTPS_PROXY -SkipCertificateCheck
    }
}

AfterAll {
    Stop-Process $server
    Remove-Item $output
}

Describe 'a laptop whose VPN ends at sign-out' {
    It 'is Pending, is repaired, and is registered half an hour later' {
        (Invoke-Lab POST '/v1/until' @{ shows = @{ 'portal.registered' = 'Pending' } }).held | Should -BeTrue
        (Test-JoinService).TenantInfo.TenantName | Should -Be 'contoso.com'

        Invoke-Lab POST '/v1/advance' @{ by = '2m' }
        Invoke-Lab POST '/v1/do' @{ do = 'helpdesk runs "dsregcmd /join" as admin' }
        Invoke-Lab POST '/v1/advance' @{ by = '30m' }
        (Invoke-Lab GET '/v1/evidence/dsregcmd/AzureAdJoined').value | Should -Be 'YES'
        (Invoke-Lab GET '/v1/evidence/portal/registered').value | Should -Not -Be 'Pending'
    }

    It 'lets the script say that the service is overloaded' {
        Invoke-Lab POST '/v1/do' @{ do = 'fault drs-busy on' }
        { Test-JoinService } | Should -Throw '*503*'
        Invoke-Lab POST '/v1/do' @{ do = 'fault drs-busy off' }
    }
}
