// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testprogram.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/connection/connectionspage.h"
#include "ui/connection/secretrow.h"
#include "ui/help/diagnosticsdialog.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>

using namespace muster;

namespace tst_diagnosticsdialog {

namespace {

class Answers final : public Prompts
{
public:
    void saveFile(QWidget *, const QString &, const QString &, const QStringList &,
                  std::function<void(QString)> answer) override
    {
        ++asked;
        answer(file);
    }
    QString file;
    int asked = 0;
};

} // namespace

/// What leaves the house is seen before (S08), and what is typed as a secret cannot be taken out again.
class TestDiagnosticsDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(Theme::Mode::Light); }

    void S08_whatIsShownIsWhatIsSaved()
    {
        QTemporaryDir folder;
        Answers answers;
        answers.file = folder.filePath(QStringLiteral("diagnostics.json"));
        Prompts::replace(&answers);
        const QByteArray diagnostics = "{\n    \"format\": \"muster-diagnostics\"\n}\n";
        auto *dialog = new DiagnosticsDialog(diagnostics);
        dialog->open();
        auto *preview = dialog->findChild<QPlainTextEdit *>(QStringLiteral("diagnosticsPreviewEdit"));
        QVERIFY(preview->isVisible() && preview->isReadOnly());
        QCOMPARE(preview->toPlainText(), QString::fromUtf8(diagnostics));
        QVERIFY(QDir(folder.path()).isEmpty(QDir::Files | QDir::Hidden)); // nothing before it was seen
        QCOMPARE(answers.asked, 0);
        dialog->findChild<QPushButton *>(QStringLiteral("saveDiagnosticsButton"))->click();
        auto *told = dialog->findChild<PlainLabel *>(QStringLiteral("diagnosticsToldLabel"));
        QTRY_VERIFY(!told->plainText().isEmpty());
        QVERIFY2(told->plainText().contains(QStringLiteral("diagnostics.json")), qPrintable(told->plainText()));
        QFile saved(answers.file);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QCOMPARE(saved.readAll(), diagnostics);
        QCOMPARE(saved.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther), QFileDevice::Permissions());
        dialog->close();
        Prompts::replace(nullptr);
    }

    void S08_aSecretCannotBeCopiedOutOfItsField()
    {
        ConnectionsPage page;
        QList<QLineEdit *> fields;
        for (QLineEdit *edit : page.findChildren<QLineEdit *>()) {
            if (edit->objectName().contains(QStringLiteral("secret"), Qt::CaseInsensitive))
                fields << edit;
        }
        SecretRow row;
        fields << row.findChild<QLineEdit *>();
        QVERIFY(fields.size() >= 2);
        for (QLineEdit *edit : std::as_const(fields)) {
            QGuiApplication::clipboard()->setText(QStringLiteral("as it was"));
            edit->setText(QStringLiteral("planted-secret"));
            edit->selectAll();
            QTest::keySequence(edit, QKeySequence::Copy);
            edit->copy();
            QTest::keySequence(edit, QKeySequence::Cut);
            edit->cut();
            QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("as it was"));
            QVERIFY(!edit->displayText().contains(QStringLiteral("planted")));
            QCOMPARE(edit->contextMenuPolicy(), Qt::NoContextMenu);
            edit->setText(QStringLiteral("planted-secret"));
            const QAccessibleInterface *face = QAccessible::queryAccessibleInterface(edit);
            QVERIFY(face && !face->text(QAccessible::Value).contains(QStringLiteral("planted")));
        }
    }
};

MUSTER_TEST(TestDiagnosticsDialog, QApplication)

} // namespace tst_diagnosticsdialog
#include "tst_diagnosticsdialog.moc"
