// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exportcontract.h"
#include "tests/support/testprogram.h"

using namespace muster;
using namespace muster::test;

namespace tst_exportcontract {

/// Values are written as they are.
class TestExportContract final : public ExportContract
{
    Q_OBJECT
};

MUSTER_TEST(TestExportContract, QCoreApplication)

} // namespace tst_exportcontract
#include "tst_exportcontract.moc"
