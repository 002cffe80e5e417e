// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commandline.h"
#include "models/runs/tenantsession.h"
#include "models/store/profilestore.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>

using namespace muster;

namespace tst_tenantchoice {

/// Which tenant the window opens on.
class TestTenantChoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theOneThatWasOpenLastWhereNothingElseIsSaid()
    {
        const QTemporaryDir folder;
        ProfileStore profiles(folder.path());
        ConnectionProfile kept
            = contractProfile(QStringLiteral("Kept"), QUrl(QStringLiteral("https://api.example.com")));
        kept.clientId = QStringLiteral("muster-console");
        QVERIFY(profiles.save(kept));
        const QString sandbox = TenantOpener::sandboxProfile().id;
        CommonOptions options;
        EnvironmentCredentials environment;
        QCOMPARE(chooseTenant(options, environment, profiles, kept.id)->id, kept.id);
        QCOMPARE(chooseTenant(options, environment, profiles)->id, sandbox);
        QCOMPARE(chooseTenant(options, environment, profiles, QStringLiteral("removed meanwhile"))->id, sandbox);
        QCOMPARE(chooseTenant(options, environment, profiles, sandbox)->id, sandbox);
        options.sandbox = true;
        QCOMPARE(chooseTenant(options, environment, profiles, kept.id)->id, sandbox);
        options.sandbox = false;
        options.profile = QStringLiteral("kept");
        QCOMPARE(chooseTenant(options, environment, profiles, sandbox)->id, kept.id);
        options.profile = QStringLiteral("nobody");
        QCOMPARE(chooseTenant(options, environment, profiles, kept.id).error().code, QStringLiteral("unknown_profile"));
    }
};

MUSTER_TEST(TestTenantChoice, QCoreApplication)

} // namespace tst_tenantchoice
#include "tst_tenantchoice.moc"
