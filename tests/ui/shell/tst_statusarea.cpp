// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/statusarea.h"

#include "tests/support/testprogram.h"
#include "ui/common/plainlabel.h"

#include <QApplication>

using namespace muster;

namespace tst_statusarea {

class TestStatusArea : public QObject
{
    Q_OBJECT

    /// What can be read in it.
    static QStringList words(const StatusArea &area)
    {
        QStringList words;
        for (const PlainLabel *label : area.findChildren<PlainLabel *>()) {
            if (label->isVisibleTo(&area) && !label->plainText().isEmpty())
                words << label->plainText();
        }
        return words;
    }

private Q_SLOTS:
    void S14_anAuthorityThatAPersonAddedIsShown()
    {
        StatusArea area;
        area.resize(1200, 40);
        area.show();
        ConnectionProfile profile;
        profile.name = QStringLiteral("Tenant");
        const QString authority = QStringLiteral("custom certificate authority in use");
        area.setProfile(profile);
        QVERIFY(words(area).contains(profile.name));
        QVERIFY(!words(area).contains(authority));
        profile.caCertificates = {QStringLiteral("/home/me/proxy.pem")};
        area.setProfile(profile);
        QVERIFY2(words(area).contains(authority), qPrintable(words(area).join(u'|')));
        profile.caCertificates.clear(); // of another tenant, which has none
        area.setProfile(profile);
        QVERIFY(!words(area).contains(authority));
    }
};

MUSTER_TEST(TestStatusArea, QApplication)

} // namespace tst_statusarea
#include "tst_statusarea.moc"
