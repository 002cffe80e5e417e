// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/run.h"
#include "network/sandbox/cxone/cxonesandbox.h"
#include "resources/resources.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/common/theme.h"
#include "ui/connection/connectiontestpane.h"
#include "ui/segments/exportsheet.h"
#include "welcomewindow.h"

#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QTableView>
#include <algorithm>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_cxonejourney {

constexpr qint64 aDozen = 4103; // the id of "A dozen to try"

/// The real window and a tenant of NICE CXone's API that nobody has prepared: from the welcome page to a file.
class TestCxoneJourney : public QObject
{
    Q_OBJECT

    /// What a person picks from a combo box.
    void pick(const char *name, int index)
    {
        auto *box = m_window->find<QComboBox>(name);
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
    }
    void typeInto(const char *name, const QString &text)
    {
        auto *edit = m_window->find<QLineEdit>(name);
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }
    QStringList steps() const
    {
        const auto *model = m_window->find<QTableView>("testStepsTable")->model();
        QStringList lines;
        for (int row = 0; row < model->rowCount(); ++row)
            lines << model->index(row, 0).data().toString() % u' ' % model->index(row, 1).data().toString();
        return lines;
    }
    /// In the table of audience segments; -1: it is not there.
    int rowOf(const QString &name) const
    {
        const auto *model = m_window->find<QTableView>("segmentsTable")->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->index(row, 0).data().toString() == name)
                return row;
        }
        return -1;
    }

private Q_SLOTS:
    void initTestCase()
    {
        installTranslations(*qApp);
        QLocale::setDefault(QLocale::c());
        Theme::instance().apply(Theme::Mode::Light);
    }
    void init()
    {
        SandboxSettings settings;
        settings.contacts = 300;
        m_tenant = std::make_unique<CxoneSandbox>(CxoneSandboxSettings{settings});
        QVERIFY(m_tenant->start());
        m_window = std::make_unique<WelcomeWindow>();
        QVERIFY(m_window->start());
    }
    void cleanup()
    {
        m_window.reset();
        m_tenant.reset();
    }

    void twoKeysAndOneApprovalLeadToAFile()
    {
        m_window->click("connectCxoneButton");
        QVERIFY(m_window->isOn("connectionsPage"));
        // Where it is differs from a tenant of NICE's; the rest is what everybody does.
        pick("issuerCombo", 2);
        typeInto("baseUrlEdit", m_tenant->issuerUrl().toString());
        m_window->find<QComboBox>("sign_in_hostOptionCombo")->setEditText(m_tenant->issuerUrl().toString());
        pick("environmentCombo", 1);
        typeInto("clientIdEdit", m_tenant->accessKeyId());
        QTest::keyClicks(m_window->find<QLineEdit>("clientSecretEdit"),
                         QString::fromLatin1(m_tenant->accessKeySecret().bytes().toByteArray()));
        m_window->click("guideNextButton");
        auto *approval = m_window->find<QWidget>("approvalBox");
        QTRY_VERIFY(!approval->isHidden());
        const auto toApi = [this] {
            return std::ranges::count_if(m_tenant->requests(),
                                         [](const SandboxRequest &request) { return request.hadBearer; });
        };
        QCOMPARE(toApi(), 0); // S09: nothing went to a place that nobody had approved
        keepPicture(m_window->window(), u"cxone-journey-approval"_s);
        m_window->click("approveOriginButton");
        QTRY_VERIFY(approval->isHidden() && steps().size() == 9);
        QTRY_VERIFY2(steps().filter(u"Passed"_s).size() == 9, qPrintable(steps().join(u'\n')));
        keepPicture(m_window->window(), u"cxone-journey-tested"_s);
        m_window->click("guideNextButton");
        QTRY_VERIFY(m_window->isOn("segmentsPage"));
        QTRY_VERIFY(rowOf(u"A dozen to try"_s) >= 0);
        keepPicture(m_window->window(), u"cxone-journey-people"_s);
        auto *table = m_window->find<QTableView>("segmentsTable");
        table->setCurrentIndex(table->model()->index(rowOf(u"A dozen to try"_s), 0));
        auto *open = m_window->find<QPushButton>("openExportButton");
        QTRY_VERIFY(open->isEnabled());
        open->click();
        QTRY_VERIFY(m_window->find<ExportSheet>("exportSheet")->isVisible());
        const QString file = m_window->put("placeholder", "") + u".csv"_s;
        typeInto("targetFileEdit", file);
        auto *primary = m_window->find<QPushButton>("exportPrimaryButton");
        primary->click();
        QTRY_VERIFY(primary->isEnabled());
        keepPicture(m_window->window(), u"cxone-journey-checked"_s);
        primary->click();
        QTRY_COMPARE(m_window->workspace().runs().runs().size(), 1);
        const Run *run = m_window->workspace().runs().runs().first();
        QTRY_VERIFY_WITH_TIMEOUT(run->outcome().has_value(), 60'000);
        QVERIFY2(run->outcome()->succeeded(), run->outcome()->error ? qPrintable(run->outcome()->error->code) : "");
        keepPicture(m_window->window(), u"cxone-journey-exported"_s);
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QStringList ids;
        (void)written.readLine();
        while (!written.atEnd())
            ids << QString::fromUtf8(written.readLine()).section(u',', 0, 0);
        QStringList truth;
        for (const CxoneSandboxRecord &record : m_tenant->listTruth(aDozen))
            truth << record.externalId;
        ids.sort();
        truth.sort();
        QCOMPARE(ids.size(), 12);
        QCOMPARE(ids, truth);
    }

    void aWrongSecretIsToldAtTheSignIn()
    {
        m_window->click("connectCxoneButton");
        pick("issuerCombo", 2);
        typeInto("baseUrlEdit", m_tenant->issuerUrl().toString());
        m_window->find<QComboBox>("sign_in_hostOptionCombo")->setEditText(m_tenant->issuerUrl().toString());
        typeInto("clientIdEdit", m_tenant->accessKeyId());
        QTest::keyClicks(m_window->find<QLineEdit>("clientSecretEdit"), u"not the secret"_s);
        m_window->click("guideNextButton");
        QTRY_VERIFY(steps().size() == 9);
        QTRY_COMPARE(steps().filter(u"Failed"_s), QStringList{u"Failed Sign in: Audience segments"_s});
        QCOMPARE(steps().filter(u"Not tried"_s).size(), 6);
        QVERIFY(m_window->find<QWidget>("approvalBox")->isHidden());
    }

private:
    std::unique_ptr<CxoneSandbox> m_tenant;
    std::unique_ptr<WelcomeWindow> m_window;
};

MUSTER_TEST(TestCxoneJourney, QApplication)

} // namespace tst_cxonejourney

#include "tst_cxonejourney.moc"
